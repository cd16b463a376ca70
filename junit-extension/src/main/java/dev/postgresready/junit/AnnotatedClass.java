package dev.postgresready.junit;

import dev.postgresready.request.Isolation;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.commons.support.AnnotationSupport;

/** The nearest class around a test that is annotated, or inherits the annotation; nested classes share its databases. */
record AnnotatedClass(Declaration declaration, ExtensionContext context) {

    static AnnotatedClass around(ExtensionContext context) {
        return of(context)
                .or(() -> context.getParent().map(AnnotatedClass::around))
                .orElseThrow(() -> new IllegalStateException(
                        "no class around " + context.getDisplayName() + " is annotated with @PostgresReady"));
    }

    private static Optional<AnnotatedClass> of(ExtensionContext context) {
        return context.getElement()
                .filter(Class.class::isInstance)
                .map(Class.class::cast)
                .flatMap(type -> declared(type, context));
    }

    private static Optional<AnnotatedClass> declared(Class<?> type, ExtensionContext context) {
        return AnnotationSupport.findAnnotation(type, PostgresReady.class)
                .map(annotation -> new AnnotatedClass(new Declaration(annotation, type), context));
    }

    /** Open the databases of this class, where that was not done before. */
    ClassDatabases databases() {
        return FixtureStore.keep(
                context, ClassDatabases.class, () -> new ClassDatabases(FixtureStore.run(context), declaration));
    }

    /** The database that code running in this context works with. */
    TestDatabase databaseOf(ExtensionContext running) {
        ClassDatabases databases = databases();
        if (databases.isolation() != Isolation.METHOD) {
            return databases.common();
        }
        if (running.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException("@PostgresReady(isolation = METHOD) on "
                    + declaration.owner().getName()
                    + " gives each test a database of its own, and no test is running here: take the parameter in the"
                    + " test or in @BeforeEach, or use isolation = CLASS.");
        }
        return FixtureStore.keep(running, TestDatabase.class, databases::fresh);
    }
}
