package dev.postgresready.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is typed at the prompt. */
class SqlPromptTest {

    @Test
    void knowsWhenAStatementIsComplete() {
        assertThat(SqlPrompt.complete("select 1;")).isTrue();
        assertThat(SqlPrompt.complete("select ';")).isFalse();
        assertThat(SqlPrompt.complete("select 1 -- ;")).isFalse();
        assertThat(SqlPrompt.complete("do $$ begin null;")).isFalse();
    }
}
