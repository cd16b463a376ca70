package dev.postgresready.cli.launcher;

import dev.postgresready.cli.call.Call;
import dev.postgresready.cli.call.CommandParser;
import dev.postgresready.cli.session.CallName;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.Session;
import dev.postgresready.diagnosis.FindingCatalog;
import dev.postgresready.verify.CheckInfo;
import dev.postgresready.verify.run.CheckCatalog;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * What is printed the same each time until this program changes: help, and explanations. The launcher prints it from
 * files, without a JVM, where no terminal asks for colours or a width of its own.
 */
final class FixedTexts {

    private final Session session;

    FixedTexts(Session session) {
        this.session = session;
    }

    /** The calls, each as its words. */
    List<List<String>> calls() {
        List<List<String>> calls = new ArrayList<>(List.of(List.of("--version"), List.of("explain")));
        help(List.of(), CommandParser.commandLine(session), calls);
        for (FindingCatalog.Entry entry : FindingCatalog.load().entries()) {
            calls.add(List.of("explain", entry.code()));
        }
        for (CheckInfo check : CheckCatalog.explained()) {
            calls.add(List.of("explain", check.id()));
        }
        return calls;
    }

    private static void help(List<String> words, CommandLine line, List<List<String>> calls) {
        for (String option : List.of("--help", "-h")) {
            calls.add(with(words, option));
        }
        for (Map.Entry<String, CommandLine> part : line.getSubcommands().entrySet()) {
            help(with(words, part.getKey()), part.getValue(), calls);
        }
    }

    private static List<String> with(List<String> words, String last) {
        List<String> all = new ArrayList<>(words);
        all.add(last);
        return List.copyOf(all);
    }

    /** Write each text that is a success to a file of the directory, which is made. */
    void write(Path directory) throws IOException {
        Files.createDirectory(directory);
        for (List<String> call : calls()) {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            int code = Call.run(session.tellingTo(out, err), call.toArray(String[]::new));
            if (code == ExitCode.OK && err.toString().isEmpty()) {
                Files.writeString(directory.resolve(CallName.of(call)), out.toString());
            }
        }
    }
}
