package dev.postgresready.junit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.annotation.Annotation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

class ExtensionArchitectureTest {

    private static final JavaClasses EXTENSION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.postgresready.junit");

    @Test
    void usesThePublicEdgesOfTheLibraryOnly() {
        DescribedPredicate<JavaClass> inner = resideInAPackage("dev.postgresready..")
                .and(DescribedPredicate.not(resideInAnyPackage(
                        "dev.postgresready",
                        "dev.postgresready.junit",
                        "dev.postgresready.request",
                        "dev.postgresready.diagnosis",
                        "dev.postgresready.database",
                        "dev.postgresready.report",
                        "dev.postgresready.guard",
                        "dev.postgresready.plan",
                        "dev.postgresready.operate",
                        "dev.postgresready.verify",
                        "dev.postgresready.verify.expected",
                        "dev.postgresready.verify.run")));
        noClasses().should().dependOnClassesThat(inner).check(EXTENSION);
    }

    @Test
    void touchesTheStoreInOnePlace() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(FixtureStore.class)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Store.class)
                .check(EXTENSION);
    }

    @Test
    void showsUsersTheAnnotationsTheChecksAndTheAssertionsOnly() {
        classes()
                .that()
                .arePublic()
                .and()
                .doNotHaveSimpleName(DatabaseChecks.class.getSimpleName())
                .and()
                .haveNameNotMatching(
                        ".*\\.(Postgres(Soft)?Assertions|Database(Action|Attempt|Changes)|\\w+Assert(\\$\\w+)?)")
                .and()
                .doNotHaveSimpleName(ServerAhead.class.getSimpleName())
                .should()
                .beAssignableTo(Annotation.class)
                .check(EXTENSION);
    }
}
