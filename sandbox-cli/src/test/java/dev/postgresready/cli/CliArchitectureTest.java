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

    @Test
    void showsNobodyMoreThanItsEntry() {
        classes()
                .that()
                .doNotHaveSimpleName("SandboxCli")
                .and()
                .doNotHaveSimpleName("ReportFormat")
                .and()
                .doNotHaveSimpleName("ReportWords")
                .should()
                .notBePublic()
                .check(CLI);
    }
}
