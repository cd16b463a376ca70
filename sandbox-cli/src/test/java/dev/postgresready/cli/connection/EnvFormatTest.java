package dev.postgresready.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postgresready.cli.session.CommandFailure;
import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.host.Environment;
import dev.postgresready.process.Command;
import dev.postgresready.process.ProcessResult;
import dev.postgresready.process.ProcessRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How variables are written. */
class EnvFormatTest {

    private static final Environment NOTHING = new Environment(Map.of(), Map.of());

    @Test
    void hasAShellForgetWhatLeadsElsewhereButNoProtectionOfAServerOfOthers() {
        ConnectionInfo ours = new ConnectionInfo("127.0.0.1", 5432, "shop", "me", Optional.of("hush"));
        assertThat(EnvFormat.SHELL.render(ours, NOTHING).lines().findFirst().orElse(""))
                .startsWith("unset PGHOSTADDR PGSERVICE ")
                .contains(" PGOPTIONS ", " PGSSLMODE ", " PGPASSFILE ", " PGREQUIREAUTH ")
                .doesNotContain("PGPASSWORD", "PGPORT", "PGAPPNAME");
        assertThat(EnvFormat.DOTENV.render(ours, NOTHING)).startsWith("DATABASE_URL=");
        ConnectionInfo others = new ConnectionInfo("db.example", 5432, "shop", "me", Optional.of("hush"));
        assertThat(ServerVariables.misleading(others))
                .contains("PGHOSTADDR", "PGSERVICE")
                .doesNotContain("PGSSLMODE");
        assertThat(ServerVariables.misleading(ours.with("sslmode", "require"))).doesNotContain("PGSSLCERT");
    }

    @Test
    void aValueOfSeveralLinesIsNoSecondVariable() {
        ConnectionInfo info = new ConnectionInfo("127.0.0.1", 5432, "shop", "me", Optional.of("a\nLD_PRELOAD=\u001b"));

        for (EnvFormat format : List.of(EnvFormat.DOTENV, EnvFormat.JDBC, EnvFormat.SPRING)) {
            assertThat(format.render(info, NOTHING))
                    .as(format.name())
                    .contains("a\\nLD_PRELOAD=\\u001b")
                    .doesNotContain("\nLD_PRELOAD", "\u001b");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', ours://none, false",
        "SPRING_DATASOURCE_URL=jdbc:postgresql://prod.example/live, jdbc:postgresql://127.0.0.1:5432/shop, true",
        "SPRING_DATASOURCE_PASSWORD=theirs, jdbc:postgresql://127.0.0.1:5432/shop, true"
    })
    void hasAShellReplaceWhatLeadsSpringElsewhere(String set, String url, boolean told) {
        ConnectionInfo info = new ConnectionInfo("127.0.0.1", 5432, "shop", "me", Optional.of("it's hush"));
        String script = EnvFormat.SHELL.render(info, NOTHING);
        String show =
                "\nprintf '%s\\n' \"${SPRING_DATASOURCE_URL-ours://none} $JDBC_DATABASE_URL $JDBC_DATABASE_PASSWORD\"";
        List<String> words = new ArrayList<>(List.of("env", "-u", "SPRING_DATASOURCE_URL"));
        if (!set.isEmpty()) {
            words.add(set);
        }
        words.addAll(List.of("sh", "-euc", script + "\n" + script + show));
        ProcessResult result = ProcessRunner.run(Command.of(Path.of("."), words), Duration.ofSeconds(20));
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains(url + " jdbc:postgresql://127.0.0.1:5432/shop it's hush");
        if (told) {
            assertThat(result.output()).containsOnlyOnce("note: set for another database");
        } else {
            assertThat(result.output()).doesNotContain("note:");
        }
    }

    @Test
    void setsWhatAServerOfOthersNeedsAfterWhatItsUserHasSet() {
        ConnectionInfo info = new ConnectionInfo(
                "[::1]",
                5432,
                "shop",
                "me",
                Optional.of("hush"),
                Map.of("sslmode", "verify-full", "sslrootcert", "/a b/ca.crt", "options", "-c search_path=pgr_1"));
        Environment theirs = new Environment(Map.of("PGOPTIONS", "-c work_mem=9MB -c search_path=other"), Map.of());
        String script = EnvFormat.SHELL.render(info, theirs)
                + "\nprintf '%s\\n' \"$PGOPTIONS\" \"$PGSSLMODE\" \"$PGSSLROOTCERT\" \"$PGHOST\"";
        ProcessResult result =
                ProcessRunner.run(Command.of(Path.of("."), List.of("sh", "-euc", script)), Duration.ofSeconds(20));
        String options = "-c work_mem=9MB -c search_path=other -c search_path=pgr_1";
        assertThat(result.output().strip()).isEqualTo(options + "\nverify-full\n/a b/ca.crt\n::1");
        Environment again = new Environment(Map.of("PGOPTIONS", options), Map.of());
        assertThat(EnvFormat.common(info, again)).containsEntry("PGOPTIONS", options);
        assertThat(EnvFormat.common(info, NOTHING)).containsEntry("PGOPTIONS", "-c search_path=pgr_1");
        ConnectionInfo ours = new ConnectionInfo("127.0.0.1", 5432, "shop", "me", Optional.of("hush"));
        assertThat(EnvFormat.common(ours, theirs)).doesNotContainKey("PGOPTIONS");
    }

    @Test
    void handsOutNothingThatLeadsPastASchema() {
        ConnectionInfo pooled = new ConnectionInfo("pool.example", 6432, "shop", "me", Optional.of("hush"))
                .with(ConnectionInfo.SEARCH_PATH, "pgr_1");
        assertThatThrownBy(() -> ServerVariables.refusePublic(pooled))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("pool.example:6432 refuses start-up options")
                .hasMessageContaining("nothing was run");
    }

    @Test
    void quotesForTheShell() {
        assertThat(EnvFormat.quoted("it's $HOME")).isEqualTo("'it'\\''s $HOME'");
        assertThat(EnvFormat.quoted("postgresql://u:p@h:1/d")).isEqualTo("postgresql://u:p@h:1/d");
    }
}
