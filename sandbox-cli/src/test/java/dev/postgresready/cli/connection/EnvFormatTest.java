package dev.postgresready.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How variables are written. */
class EnvFormatTest {

    @Test
    void quotesForTheShell() {
        assertThat(EnvFormat.quoted("it's $HOME")).isEqualTo("'it'\\''s $HOME'");
        assertThat(EnvFormat.quoted("postgresql://u:p@h:1/d")).isEqualTo("postgresql://u:p@h:1/d");
    }
}
