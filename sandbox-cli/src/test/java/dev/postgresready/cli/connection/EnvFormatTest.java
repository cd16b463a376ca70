package dev.postgresready.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.database.ConnectionInfo;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How variables are written. */
class EnvFormatTest {

    @Test
    void hasAShellForgetWhatLeadsElsewhereButNoProtectionOfAServerOfOthers() {
        ConnectionInfo ours = new ConnectionInfo("127.0.0.1", 5432, "shop", "me", Optional.of("hush"));
        assertThat(EnvFormat.SHELL.render(ours).lines().findFirst().orElse(""))
                .startsWith("unset PGHOSTADDR PGSERVICE ")
                .contains(" PGOPTIONS ", " PGSSLMODE ", " PGPASSFILE ", " PGREQUIREAUTH ")
                .doesNotContain("PGPASSWORD", "PGPORT", "PGAPPNAME");
        assertThat(EnvFormat.DOTENV.render(ours)).startsWith("DATABASE_URL=");
        ConnectionInfo others = new ConnectionInfo("db.example", 5432, "shop", "me", Optional.of("hush"));
        assertThat(ServerVariables.misleading(others))
                .contains("PGHOSTADDR", "PGSERVICE")
                .doesNotContain("PGSSLMODE");
        assertThat(ServerVariables.misleading(ours.with("sslmode", "require"))).doesNotContain("PGSSLCERT");
    }

    @Test
    void quotesForTheShell() {
        assertThat(EnvFormat.quoted("it's $HOME")).isEqualTo("'it'\\''s $HOME'");
        assertThat(EnvFormat.quoted("postgresql://u:p@h:1/d")).isEqualTo("postgresql://u:p@h:1/d");
    }
}
