package dev.postgresready.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.cli.call.CommandParser;
import dev.postgresready.cli.session.Session;
import dev.postgresready.diagnosis.FindingCatalog;
import dev.postgresready.verify.run.CheckCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** docs/requirements.md forgets no demand, and promises nothing that is not there. */
class RequirementsTest {

    private static final Path ROOT = Path.of("..");
    private static final Path PAGE = ROOT.resolve("docs/requirements.md");
    private static final List<String> STATES = List.of("served", "part", "open", "outside");

    private static final Pattern CHECK = Pattern.compile("`([a-z]+\\.[a-z][a-z-]*)`");
    private static final Pattern TEST = Pattern.compile("\\b([A-Z]\\w+Test)\\b(?:#(\\w+))?");
    private static final Pattern COMMAND = Pattern.compile("`sandbox ([^`]+)`");
    private static final Pattern CODE = Pattern.compile("PGR-[A-Z0-9-]+");
    private static final Pattern LINK = Pattern.compile("(?:]\\(|^\\[[a-z-]+]: )([^)\\s]+)", Pattern.MULTILINE);
    private static final Pattern SHORT_LINK = Pattern.compile("\\[([a-z-]+)](?![(:])");

    /** A row: its last cell says who serves it, or why nobody does. */
    private record Row(String id, String state, String by) {}

    @Test
    void hasARowForEveryDemandAndMistakeOnce() {
        assertThat(rows().stream().map(Row::id)).containsExactlyElementsOf(ids());
    }

    @Test
    void saysWhoServesWhatIsServedAndWhyTheRestIsNot() {
        for (Row row : rows()) {
            assertThat(row.state()).as(row.id()).isIn(STATES);
            assertThat(row.by()).as(row.id()).hasSizeGreaterThan(8);
            if (row.state().equals("served")) {
                assertThat(isProved(row.by())).as(row.toString()).isTrue();
            }
        }
    }

    @Test
    void countsItsRows() {
        Map<String, List<Integer>> counted = new TreeMap<>();
        for (Row row : rows()) {
            List<Integer> counts =
                    counted.computeIfAbsent(group(row.id()), group -> new ArrayList<>(List.of(0, 0, 0, 0)));
            int state = STATES.indexOf(row.state());
            counts.set(state, counts.get(state) + 1);
        }
        counted.forEach((group, counts) -> assertThat(cells("| " + group + " | "))
                .as("the counts of " + group)
                .containsExactly(counts.stream().map(String::valueOf).toArray(String[]::new)));
    }

    @Test
    void namesChecksThatExist() {
        List<String> checks =
                matches(CHECK).stream().map(check -> check.group(1)).toList();
        assertThat(checks).hasSizeGreaterThan(40);
        assertThat(checks.stream().filter(id -> CheckCatalog.explain(id).isEmpty()))
                .isEmpty();
    }

    @Test
    void namesTestsThatExist() throws IOException {
        Map<String, String> tests = tests();
        List<MatchResult> named = matches(TEST);
        assertThat(named).hasSizeGreaterThan(60);
        for (MatchResult test : named) {
            assertThat(tests).as(test.group()).containsKey(test.group(1));
            if (test.group(2) != null) {
                assertThat(tests.get(test.group(1))).as(test.group()).containsPattern(" " + test.group(2) + "\\(");
            }
        }
    }

    @Test
    void namesCommandsAndOptionsThatExist() {
        CommandLine sandbox = CommandParser.commandLine(Session.ofProcess());
        List<MatchResult> commands = matches(COMMAND);
        assertThat(commands).hasSizeGreaterThan(20);
        for (MatchResult command : commands) {
            List<String> words = Arrays.asList(
                    command.group(1).replaceAll("(?:^| )-- .*", "").split(" ", -1));
            CommandLine named = subcommand(sandbox, words);
            for (String word :
                    words.stream().filter(word -> word.startsWith("-")).toList()) {
                assertThat(named.getCommandSpec().findOption(word))
                        .as(word + " of " + command.group())
                        .isNotNull();
            }
        }
    }

    @Test
    void namesCodesThatExist() {
        FindingCatalog catalog = FindingCatalog.load();
        List<String> codes = matches(CODE).stream().map(MatchResult::group).toList();
        assertThat(codes).hasSizeGreaterThan(5);
        assertThat(codes.stream().filter(code -> catalog.explain(code).isEmpty()))
                .isEmpty();
    }

    @Test
    void linksToFilesThatExist() {
        for (MatchResult link : matches(LINK)) {
            assertThat(PAGE.resolveSibling(link.group(1))).exists();
        }
        assertThat(matches(SHORT_LINK).stream()
                        .map(link -> "\n[" + link.group(1) + "]: ")
                        .filter(definition -> !page().contains(definition)))
                .isEmpty();
    }

    private static CommandLine subcommand(CommandLine parent, List<String> words) {
        CommandLine named = Optional.ofNullable(parent.getSubcommands().get(words.get(0)))
                .orElseThrow(() -> new AssertionError("there is no command " + String.join(" ", words)));
        boolean itself = words.size() == 1 || words.get(1).startsWith("-");
        return itself || named.getSubcommands().isEmpty() ? named : subcommand(named, words.subList(1, words.size()));
    }

    private static boolean isProved(String by) {
        return Stream.of(CHECK, TEST, COMMAND, CODE, LINK, SHORT_LINK)
                .anyMatch(proof -> proof.matcher(by).find());
    }

    private static List<MatchResult> matches(Pattern pattern) {
        return pattern.matcher(page()).results().toList();
    }

    private static List<Row> rows() {
        return page().lines()
                .filter(line -> line.matches("\\| (ME|IV|MV|AS|B)-?\\d+ \\|.*"))
                .map(line -> line.split(" ?(?<!\\\\)\\| ?", -1))
                .map(cells -> new Row(cells[1], cells[cells.length - 3], cells[cells.length - 2]))
                .toList();
    }

    private static String[] cells(String beginning) {
        String row = page().lines()
                .filter(line -> line.matches(Pattern.quote(beginning) + "\\d.*"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no row " + beginning));
        return row.substring(beginning.length()).replaceAll(" \\|$", "").split(" \\| ", -1);
    }

    private static String group(String id) {
        return id.replaceAll("-?\\d+$", "");
    }

    /** The resource has a line for each document: how its ids begin, and the last number. */
    private static List<String> ids() {
        return text().lines()
                .map(line -> line.split(" ", -1))
                .flatMap(line ->
                        IntStream.rangeClosed(1, Integer.parseInt(line[1])).mapToObj(number -> line[0] + number))
                .toList();
    }

    private static String text() {
        try (InputStream in = RequirementsTest.class.getResourceAsStream("requirements")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String page() {
        try {
            return Files.readString(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> tests() throws IOException {
        Map<String, String> tests = new TreeMap<>();
        tests.put("RequirementsTest", "");
        for (String module : List.of("fixtures", "junit-extension", "sandbox-cli", "samples")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
                for (Path file : files.filter(path -> path.toString().endsWith("Test.java"))
                        .toList()) {
                    tests.merge(
                            file.getFileName().toString().replace(".java", ""), Files.readString(file), String::concat);
                }
            }
        }
        return tests;
    }
}
