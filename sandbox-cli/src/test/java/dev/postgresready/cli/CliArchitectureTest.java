package dev.postgresready.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

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
import org.junit.jupiter.api.Test;

/** The command line is an edge: it translates. */
class CliArchitectureTest {

    private static final JavaClasses CLI = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.postgresready.cli");

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

    /** Which room may use which; what stands further down never uses what stands above it. */
    @Test
    void flowsOneWay() {
        rooms("matrix", "verify", "doctor", "sql", "backup", "extension", "connection", "request", "report", "session")
                .whereLayer("entry")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("matrix")
                .mayOnlyAccessLayers("connection", "request", "session")
                .whereLayer("verify")
                .mayOnlyAccessLayers("report", "session")
                .whereLayer("doctor")
                .mayOnlyAccessLayers("connection", "request", "session")
                .whereLayer("sql")
                .mayOnlyAccessLayers("connection", "session")
                .whereLayer("backup")
                .mayOnlyAccessLayers("session")
                .whereLayer("extension")
                .mayOnlyAccessLayers("session")
                .whereLayer("connection")
                .mayOnlyAccessLayers("request", "session")
                .whereLayer("request")
                .mayNotAccessAnyLayer()
                .whereLayer("report")
                .mayNotAccessAnyLayer()
                .whereLayer("session")
                .mayNotAccessAnyLayer()
                .ensureAllClassesAreContainedInArchitectureIgnoring("java..")
                .check(CLI);
    }

    private static Architectures.LayeredArchitecture rooms(String... names) {
        Architectures.LayeredArchitecture rooms = Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("entry")
                .definedBy("dev.postgresready.cli");
        for (String name : names) {
            rooms = rooms.layer(name).definedBy("dev.postgresready.cli." + name);
        }
        return rooms;
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
