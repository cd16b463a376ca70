package dev.postgresready.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.PostgresFixtures;
import dev.postgresready.cli.Cli;
import dev.postgresready.database.DatabaseRole;
import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.request.PostgresRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** Names and values of a database that control a terminal, or have no place in a document. */
class HostileNamesTest {

    /** Erases a line, sets a title, and ends in what is no character. */
    private static final String NAME = "bad\u001b[2K\u001b]0;x\u0007\u009b\uffff";

    private static final String SHOWN = "bad\\u001b[2K\\u001b]0;x\\u0007\\u009b";

    @TempDir
    Path directory;

    private Cli cli;
    private PostgresFixtures fixtures;
    private ReadyDatabase database;
    private String url;

    @BeforeEach
    void make() throws Exception {
        cli = new Cli(directory);
        fixtures = PostgresFixtures.create();
        database = fixtures.open(PostgresRequest.builder().build());
        url = database.connectionInfo(DatabaseRole.OWNER).url();
        try (Connection connection = database.connect(DatabaseRole.OWNER);
                Statement statement = connection.createStatement()) {
            statement.execute("create table \"" + NAME + "\" (\"" + NAME + "\" text); insert into \"" + NAME
                    + "\" values ('v" + NAME + "')");
        }
    }

    @AfterEach
    void end() {
        database.close();
        fixtures.close();
    }

    @Test
    void aTableShowsThemAndCsvKeepsThem() {
        String query = "select * from \"" + NAME + "\"";

        assertThat(cli.run("sql", "--url", url, query).out())
                .contains("v" + SHOWN)
                .doesNotContain("\u001b", "\u009b");
        assertThat(cli.run("sql", "--url", url, "--csv", query).out()).contains("v" + NAME);
        assertThat(cli.run("sql", "--url", url, "select 1/0 as \"" + NAME + "\" from nowhere" + NAME)
                        .err())
                .contains("nowhere")
                .doesNotContain("\u001b", "\u009b");
    }

    @Test
    void findingsShowThemInEveryForm() throws Exception {
        Cli.Result told = cli.run(
                "verify", "--url", url, "--only", "schema.primary-keys", "-o", "r.xml", "-o", "r.html", "-o", "r.md");

        assertThat(told.out()).contains(SHOWN).doesNotContain("\u001b", "\u009b");
        for (String form : new String[] {"r.html", "r.md", "r.xml"}) {
            assertThat(Files.readString(directory.resolve(form)))
                    .as(form)
                    .contains(SHOWN)
                    .doesNotContain("\u001b", "\u009b");
        }
        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(directory.resolve("r.xml").toFile());
        assertThat(xml.getDocumentElement().getTextContent()).contains(SHOWN + "\\uffff");
    }
}
