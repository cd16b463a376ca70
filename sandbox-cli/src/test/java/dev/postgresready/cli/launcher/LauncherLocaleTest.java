package dev.postgresready.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.process.ProcessResult;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Where the locale has no letter beyond ASCII a JVM loses them from words and names of files; the launcher sees to that. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere a JVM reads UTF-8 whatever the locale")
class LauncherLocaleTest {

    /** The JVM of this test may have such a locale itself, so a shell writes the letters. */
    private static final String PROJECT = """
            u=$(printf '\\303\\274')
            project=gr${u}n
            mkdir -p "$project/migrations" && cd "$project" || exit 99
            """;

    @TempDir
    static Path home;

    @TempDir
    Path above;

    private static Launcher launcher;

    @BeforeAll
    static void copyTheScript() throws IOException {
        launcher = Launcher.in(home);
        // builds
        launcher.run(home, "--version");
    }

    @AfterEach
    void removeSandbox() {
        in("C.UTF-8", "\"$0\" down --purge");
    }

    @Test
    void losesNoLetterOfAProjectAMigrationAStatementAndAnAnswer() {
        assertOk(in("C", """
                echo "create table greens (name text); insert into greens values ('$u');" >"migrations/V1__${u}.sql"
                "$0" up
                """));
        for (String locale : new String[] {"C", "POSIX", "xx_XX.UTF-8"}) {
            assertThat(bytes(in(
                            locale,
                            "\"$0\" sql --csv \"select name || '$u' as n from greens\" 2>/dev/null | od -An -tx1")))
                    .as("an argument, in " + locale)
                    .isEqualTo("6e0ac3bcc3bc0a");
        }
        assertThat(bytes(in(
                        "C",
                        "echo \"select name || '$u' as n from greens\" | \"$0\" sql --csv 2>/dev/null | od -An -tx1")))
                .as("standard input")
                .isEqualTo("6e0ac3bcc3bc0a");
        assertThat(in("C", "\"$0\" sql --json \"select '$u' as n\" 2>/dev/null | grep -c \"$u\"")
                        .output())
                .isEqualToIgnoringNewLines("1");
        assertThat(in("C", "\"$0\" status --json 2>/dev/null | grep -c \"gr${u}n\"")
                        .output())
                .containsPattern("^[1-9]");
    }

    @Test
    void leavesItsOwnLocaleToTheCommandOfTheCaller() {
        assertOk(in("C", "echo 'select 1;' >migrations/V1__one.sql; \"$0\" up"));
        String show = "\"$0\" run -- sh -c 'echo \"[${LC_ALL-unset}]\"'";
        assertThat(in("POSIX", show).output()).contains("[POSIX]");
        assertThat(in("C", "unset LC_ALL; LANG=C; export LANG; " + show).output())
                .contains("[unset]");
    }

    @Test
    void saysWhichWordWasLostWhereNoOtherLocaleCanBeHad() {
        // a system whose only locale is C
        String none = "mkdir bin; printf '#!/bin/sh\\necho ANSI_X3.4-1968\\n' >bin/locale; chmod +x bin/locale;"
                + " PATH=$PWD/bin:$PATH; ";
        ProcessResult argument = in("C", none + "cd ..; \"$0\" sql \"select '$u'\"");
        assertThat(argument.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(argument.output()).contains("cannot be read", "LC_ALL=C.UTF-8");
        ProcessResult directory = in("C", none + "\"$0\" status");
        assertThat(directory.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(directory.output()).contains("the name of the directory", "LC_ALL=C.UTF-8");
    }

    private ProcessResult in(String locale, String script) {
        return launcher.shell(above, "export LC_ALL=" + locale + "\n" + PROJECT + script);
    }

    private static void assertOk(ProcessResult result) {
        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    private static String bytes(ProcessResult result) {
        return result.output().replaceAll("\\s", "");
    }
}
