package dev.postgresready.cli.sandbox;

import dev.postgresready.cli.session.CommandFailure;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.Json;
import dev.postgresready.cli.session.SandboxCommand;
import dev.postgresready.cli.session.Session;
import dev.postgresready.host.SandboxState;
import dev.postgresready.sandbox.Sandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the sandbox's database new. */
@Command(
        name = "reset",
        description =
                "Throw away the database of this project's Postgres, and make it again, migrated and seeded. One that was"
                        + " stopped is started.")
public final class ResetCommand extends SandboxCommand {

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    boolean yes;

    public ResetCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        tellProject();
        Sandbox sandbox = Sandbox.of(facts(), progress());
        SandboxState state = sandbox.resettable().orElseGet(() -> running(sandbox));
        if (!yes && !confirmed(state)) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "reset removes all data of database " + state.database() + "; nothing was changed",
                    "sandbox reset --yes");
        }
        SandboxState made = sandbox.reset();
        if (options().json()) {
            print(Json.document("reset", state.database()));
        } else {
            out().println("database " + state.database() + " is new");
        }
        out().flush();
        StandingAnswers.keep(this, made);
        return ExitCode.OK;
    }

    private boolean confirmed(SandboxState state) {
        if (!session.terminal().asks()) {
            return false;
        }
        err().print("Remove all data of database " + state.database() + " and make it again? [y/N] ");
        err().flush();
        session.interruption().breakOffBy(this::leave);
        try {
            BufferedReader reader = new BufferedReader(new InputStreamReader(session.in(), StandardCharsets.UTF_8));
            String answer = reader.readLine();
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
        } catch (IOException e) {
            throw new UncheckedIOException("no answer can be read", e);
        } finally {
            session.interruption().endByInterrupt();
        }
    }

    /** Whoever is asked may end the question too. */
    private void leave() {
        err().println();
        err().println("error: interrupted; nothing was changed");
        session.interruption().commandEnded();
    }
}
