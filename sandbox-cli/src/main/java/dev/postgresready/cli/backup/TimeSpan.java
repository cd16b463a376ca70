package dev.postgresready.cli.backup;

import dev.postgresready.cli.session.CommandFailure;
import dev.postgresready.cli.session.ExitCode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 90s}, {@code 15m}, {@code 24h}, {@code 30d}. */
final class TimeSpan {

    private static final Pattern FORM = Pattern.compile("(?<number>\\d{1,6})(?<unit>[smhd])");

    private TimeSpan() {}

    static boolean matches(String text) {
        return FORM.matcher(text.strip()).matches();
    }

    static Duration parse(String option, String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new CommandFailure(ExitCode.USAGE, option + " is " + text, "write a time as 90s, 15m, 24h or 30d");
        }
        long number = Long.parseLong(form.group("number"));
        return switch (form.group("unit")) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    static String words(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
