package dev.postgresready.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.database.VerifiedDatabase;
import dev.postgresready.verify.CheckInfo;
import dev.postgresready.verify.CheckResult;
import dev.postgresready.verify.FunnelStep;
import dev.postgresready.verify.Offender;
import dev.postgresready.verify.Outcome;
import dev.postgresready.verify.Profile;
import dev.postgresready.verify.Severity;
import dev.postgresready.verify.TableSize;
import dev.postgresready.verify.VerifyReport;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report as a browser shows it. The database it is about says everything that could hurt a page. */
class HtmlReportTest {

    private static final String HOSTILE = "<img src=http://leak.example.test/a.png onerror=alert(1)>"
            + "<script src=http://leak.example.test/b.js></script>\"'{{checks}}$1</table></details>";

    @TempDir
    private Path directory;

    @Test
    void thePageShowsEachCheckAndAsksNobodyForAnything() throws IOException, InterruptedException {
        Path page = Files.writeString(directory.resolve("report.html"), HtmlReport.write(report()));
        try (Chromium browser = Chromium.in(directory)) {
            String dom = browser.dom(page);

            assertThat(dom)
                    .as("no error in the console")
                    .doesNotContain("CONSOLE")
                    .contains("id=\"attention\"", "id=\"groups\"", "id=\"funnel\"", "id=\"tables\"", "id=\"slowest\"")
                    .contains("1 failed, 1 could not be answered")
                    .contains("ran 5 of 6 checks in 2.00 s: 1 pass, 1 told, 1 warn, 1 fail, 1 skipped, 1 error")
                    .contains("&lt;img src=http://leak.example.test/a.png onerror=alert(1)&gt;")
                    .contains("{{checks}}$1")
                    .doesNotContain("<img", "<script");
            assertThat(dom.split("<details ", -1)).hasSize(6 + 1);
            assertThat(dom.split("<details [^>]*open", -1)).hasSize(4 + 1);
            assertThat(browser.requests())
                    .filteredOn(line -> line.contains("leak"))
                    .isEmpty();
        }
    }

    @Test
    void aPageThatAsksForSomethingIsSeenToDoSo() throws IOException, InterruptedException {
        Path page = Files.writeString(
                directory.resolve("bad.html"),
                "<!doctype html><img src=http://leak.example.test/a.png><script>console.error('seen')</script>");
        try (Chromium browser = Chromium.in(directory)) {
            String dom = browser.dom(page);

            assertThat(dom).contains("CONSOLE");
            assertThat(browser.requests()).anyMatch(line -> line.contains("leak.example.test"));
        }
    }

    @Test
    void theColoursAreThoseThatTheReaderPrefers() throws IOException, InterruptedException {
        Path page = Files.writeString(directory.resolve("report.html"), HtmlReport.write(report()));
        try (Chromium browser = Chromium.in(directory)) {
            BufferedImage light =
                    ImageIO.read(browser.screenshot(page, "light.png").toFile());
            BufferedImage dark = ImageIO.read(
                    browser.screenshot(page, "dark.png", "--force-dark-mode").toFile());

            assertThat(brightness(light)).isGreaterThan(200);
            assertThat(brightness(dark)).isLessThan(60);
            assertThat(Stream.of(light, dark))
                    .allSatisfy(picture -> assertThat(colours(picture))
                            .as("pictures are drawn")
                            .isGreaterThan(30));
        }
    }

    private static int brightness(BufferedImage picture) {
        Color corner = new Color(picture.getRGB(2, 2));
        return (corner.getRed() + corner.getGreen() + corner.getBlue()) / 3;
    }

    private static long colours(BufferedImage picture) {
        return Arrays.stream(picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth()))
                .distinct()
                .count();
    }

    private static VerifyReport report() {
        List<CheckResult> results = List.of(
                result("schema.fine", Outcome.PASS, ""),
                result("schema.notable", Outcome.TOLD, ""),
                result("schema.doubtful", Outcome.WARN, ""),
                result("index.broken", Outcome.FAIL, ""),
                result("rls.unsure", Outcome.ERROR, HOSTILE),
                result("rls.none", Outcome.SKIPPED, HOSTILE));
        return new VerifyReport(
                new VerifiedDatabase("17.11", HOSTILE, HOSTILE, false),
                HOSTILE,
                Profile.FULL,
                results,
                List.of(new TableSize(HOSTILE, 20_000, 1L << 30), new TableSize("small", -1, 8192)),
                List.of(new FunnelStep("landing_viewed", 8912), new FunnelStep(HOSTILE, 47)),
                3,
                Duration.ofSeconds(2));
    }

    private static CheckResult result(String id, Outcome outcome, String summary) {
        CheckInfo info = new CheckInfo(id, Severity.ERROR, Set.of(Profile.FULL), HOSTILE, HOSTILE);
        boolean found = Set.of(Outcome.FAIL, Outcome.WARN, Outcome.TOLD).contains(outcome);
        List<Offender> offenders = found ? List.of(new Offender(HOSTILE, HOSTILE, Optional.of(HOSTILE))) : List.of();
        List<CheckResult.Suppressed> accepted = outcome == Outcome.PASS
                ? List.of(new CheckResult.Suppressed(new Offender(HOSTILE, "", Optional.empty()), HOSTILE))
                : List.of();
        return new CheckResult(info, outcome, summary, offenders, accepted, Duration.ofMillis(12));
    }
}
