package dev.postgresready.cli.connection;

import dev.postgresready.cli.session.Json;
import dev.postgresready.cli.session.ShownText;
import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.host.Environment;
import dev.postgresready.transport.ServerAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The forms in which connection variables are printed. */
public enum EnvFormat {
    DOTENV,
    SHELL,
    JSON,
    JDBC,
    SPRING;

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:/@%+=,-]+");

    private Map<String, String> variables(ConnectionInfo info, Environment environment) {
        return switch (this) {
            case DOTENV, SHELL, JSON -> common(info, environment);
            case JDBC -> jdbc(info);
            case SPRING -> spring(info);
        };
    }

    /** All of them; a shell is told first to forget those that lead elsewhere, as no other form can. */
    String render(ConnectionInfo info, Environment environment) {
        String assigned = assigned(variables(info, environment));
        return this == SHELL
                ? "unset " + String.join(" ", ServerVariables.misleading(info)) + "\n" + assigned + "\n"
                        + SpringVariables.redirection(info)
                : assigned;
    }

    private String assigned(Map<String, String> variables) {
        return this == JSON
                ? Json.text(new LinkedHashMap<>(variables))
                : variables.entrySet().stream()
                        .map(entry -> line(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining("\n"));
    }

    /** What an application and the tools of Postgres need, whatever else is set in the environment that it is added to. */
    public static Map<String, String> common(ConnectionInfo info, Environment environment) {
        Map<String, String> variables = common(info);
        ServerVariables.keepOptions(variables, environment);
        return variables;
    }

    private static Map<String, String> common(ConnectionInfo info) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("DATABASE_URL", info.url());
        variables.put(
                "PGHOST",
                info.localAddress()
                        .flatMap(ServerAddress::directory)
                        .map(Path::toString)
                        // an address of IPv6 has brackets in a URL alone
                        .orElse(info.host().replaceAll("[\\[\\]]", "")));
        variables.put("PGPORT", Integer.toString(info.port()));
        variables.put("PGUSER", info.user());
        variables.put("PGPASSWORD", info.password().orElse(""));
        variables.put("PGDATABASE", info.database());
        variables.putAll(info.libpqVariables());
        variables.put("STORAGE_REQUIRE_DATABASE", "true");
        // where there is no TCP nobody can make this URL from host and port; else one that is set may lead elsewhere
        variables.putAll(jdbc(info));
        return variables;
    }

    private static Map<String, String> jdbc(ConnectionInfo info) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("JDBC_DATABASE_URL", info.plainJdbcUrl());
        variables.put("JDBC_DATABASE_USERNAME", info.user());
        variables.put("JDBC_DATABASE_PASSWORD", info.password().orElse(""));
        return variables;
    }

    private static Map<String, String> spring(ConnectionInfo info) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("spring.datasource.url", info.plainJdbcUrl());
        variables.put("spring.datasource.username", info.user());
        variables.put("spring.datasource.password", info.password().orElse(""));
        return variables;
    }

    /** The same as variables of the environment. */
    static Map<String, String> springVariables(ConnectionInfo info) {
        Map<String, String> variables = new LinkedHashMap<>();
        spring(info)
                .forEach((name, value) -> variables.put(name.replace('.', '_').toUpperCase(Locale.ROOT), value));
        return variables;
    }

    private String line(String name, String value) {
        return switch (this) {
            case SHELL -> "export " + name + "=" + quoted(value);
            case SPRING -> name + "=" + (ordinary(value) ? value : ShownText.of(escaped(value)));
            // only between quotes a line may end in a value, which would else begin another variable
            default ->
                name + "="
                        + (ordinary(value)
                                ? value
                                : "\"" + ShownText.of(escaped(value).replace("\"", "\\\"")) + "\"");
        };
    }

    private static boolean ordinary(String value) {
        return value.chars().noneMatch(Character::isISOControl);
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
    }

    /** One word of a POSIX shell, whatever is in it. */
    public static String quoted(String value) {
        return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'";
    }
}
