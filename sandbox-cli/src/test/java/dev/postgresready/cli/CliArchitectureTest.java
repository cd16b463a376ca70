package dev.postgresready.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.Architectures;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.cli.session.Interruption;
import dev.postgresready.migration.MigrationOutcome;
import dev.postgresready.migration.MigrationState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The command line is an edge: it translates. */
class CliArchitectureTest {

    private static final JavaClasses CLI = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.postgresready.cli");

    /** Each room, and those that it may use: they all stand further down. */
    private static final String FLOW = """
            entry: call, session
            launcher: call, sql, session
            call: sandbox, matrix, verify, doctor, sql, backup, extension, connection, session
            sandbox: connection, request, session
            matrix: connection, request, session
            verify: connection, report, session
            doctor: connection, request, session
            sql: connection, session
            backup: connection, session
            extension: session
            connection: request, session
            request
            report
            session
            """;

    @Test
    void usesThePublicEdgesOfTheLibraryOnly() {
        DescribedPredicate<JavaClass> inner = resideInAPackage("dev.postgresready..")
                .and(DescribedPredicate.not(resideInAnyPackage(
                        "dev.postgresready",
                        "dev.postgresready.cli..",
                        "dev.postgresready.request",
                        "dev.postgresready.diagnosis",
                        "dev.postgresready.database",
                        "dev.postgresready.transport",
                        "dev.postgresready.report",
                        "dev.postgresready.host",
                        "dev.postgresready.plan",
                        "dev.postgresready.process",
                        "dev.postgresready.sql",
                        "dev.postgresready.fixture",
                        "dev.postgresready.sandbox",
                        "dev.postgresready.doctor",
                        "dev.postgresready.operate",
                        "dev.postgresready.verify",
                        "dev.postgresready.verify.expected",
                        "dev.postgresready.verify.place",
                        "dev.postgresready.verify.run",
                        "dev.postgresready.verify.runbook")))
                .and(DescribedPredicate.not(
                        JavaClass.Predicates.belongTo(JavaClass.Predicates.assignableTo(MigrationOutcome.class)
                                .or(JavaClass.Predicates.assignableTo(MigrationState.class)))));
        noClasses().should().dependOnClassesThat(inner).check(CLI);
    }

    @Test
    void endsTheJvmInTwoPlaces() {
        noClasses()
                .that()
                .doNotHaveSimpleName(SandboxCli.class.getSimpleName())
                .and()
                .doNotHaveSimpleName(Interruption.class.getSimpleName())
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(CLI);
    }

    @Test
    void readsTheEnvironmentThroughTheLibrary() {
        noClasses()
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(ProcessBuilder.class)
                .check(CLI);
    }

    @Test
    void usesRoomsThatStandFurtherDownOnly() {
        List<String> furtherDown = new ArrayList<>(rooms().keySet());
        rooms().forEach((room, used) -> {
            furtherDown.remove(room);
            assertThat(used).as(room).isSubsetOf(furtherDown);
        });
    }

    @Test
    void flowsOneWay() {
        Architectures.LayeredArchitecture flow =
                Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String room : rooms().keySet()) {
            flow = flow.layer(room).definedBy("dev.postgresready.cli" + (room.equals("entry") ? "" : "." + room));
        }
        for (Map.Entry<String, List<String>> room : rooms().entrySet()) {
            Architectures.LayeredArchitecture.LayerDependencySpecification may = flow.whereLayer(room.getKey());
            flow = room.getValue().isEmpty()
                    ? may.mayNotAccessAnyLayer()
                    : may.mayOnlyAccessLayers(room.getValue().toArray(String[]::new));
        }
        flow.ensureAllClassesAreContainedInArchitectureIgnoring("java..").check(CLI);
    }

    private static Map<String, List<String>> rooms() {
        Map<String, List<String>> rooms = new LinkedHashMap<>();
        FLOW.lines()
                .map(line -> line.split("\\W+", -1))
                .forEach(words -> rooms.put(words[0], Arrays.asList(words).subList(1, words.length)));
        return rooms;
    }

    @Test
    void keepsOptionsToTheirClass() {
        noFields().that().areNotStatic().should().bePublic().check(CLI);
    }

    @Test
    void showsOtherRoomsOnlyWhatTheyUse() {
        classes()
                .that()
                .arePublic()
                .and()
                .doNotHaveSimpleName(SandboxCli.class.getSimpleName())
                .and(DescribedPredicate.not(
                        JavaClass.Predicates.type(ExitCode.class).as("constants, which the compiler copies")))
                .should(beUsedInAnotherRoom())
                .check(CLI);
    }

    private static ArchCondition<JavaClass> beUsedInAnotherRoom() {
        return new ArchCondition<>("be used in another room") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean used = type.getDirectDependenciesToSelf().stream()
                        .anyMatch(use -> !use.getOriginClass().getPackageName().equals(type.getPackageName()));
                events.add(new SimpleConditionEvent(type, used, type.getFullName() + " is used in its own room alone"));
            }
        };
    }
}
