package dev.postgresready.junit;

import dev.postgresready.diagnosis.PostgresUnavailableException;
import dev.postgresready.request.Isolation;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.commons.support.AnnotationSupport;

/** The nearest class around a test that is annotated, or inherits the annotation; nested classes share its databases. */
record AnnotatedClass(Declaration declaration, ExtensionContext context) {

    /** What a matrix asks for that stands alone. */
    @PostgresReady
    private static final class Unsaid {}

    static AnnotatedClass around(ExtensionContext context) {
        // a loop, as this is asked with every step of every test
        for (ExtensionContext within = context;
                within != null;
                within = within.getParent().orElse(null)) {
            if (within.getElement().orElse(null) instanceof Class<?> type) {
                Optional<PostgresReady> annotation = AnnotationSupport.findAnnotation(type, PostgresReady.class);
                if (annotation.isPresent()) {
                    return new AnnotatedClass(new Declaration(annotation.get(), type), within);
                }
            }
        }
        return aroundMatrix(context);
    }

    private static AnnotatedClass aroundMatrix(ExtensionContext context) {
        return nearest(context, type -> Matrices.of(type).ofClass().isPresent())
                .or(() -> nearest(context, any -> true))
                .orElseThrow(() -> new IllegalStateException("no class around " + context.getDisplayName()));
    }

    private static Optional<AnnotatedClass> nearest(ExtensionContext context, Predicate<Class<?>> suits) {
        PostgresReady nothing = Objects.requireNonNull(Unsaid.class.getAnnotation(PostgresReady.class));
        return context.getElement()
                .filter(Class.class::isInstance)
                .<Class<?>>map(element -> (Class<?>) element)
                .filter(suits)
                .map(type -> new AnnotatedClass(new Declaration(nothing, type), context))
                .or(() -> context.getParent().flatMap(outer -> nearest(outer, suits)));
    }

    /** Open the databases of this class for code running in this context, where that was not done before. */
    ClassDatabases databases(ExtensionContext running) {
        Optional<MatrixRun> matrix = FixtureStore.matrixRun(running);
        ClassDatabases databases = FixtureStore.keep(
                context,
                ClassDatabases.class,
                matrix.isPresent() ? matrix.get().cell().toString() : "",
                () -> new ClassDatabases(FixtureStore.run(context), declaration, matrix));
        if (matrix.isPresent()) {
            matrix.get().connected().set(true);
        }
        return databases;
    }

    /** Open the databases before anything asks for them; where that cannot be and need not be, skip with the reason. */
    void open(ExtensionContext running) {
        try {
            databases(running).refuseLost();
        } catch (PostgresUnavailableException e) {
            if (declaration.required()) {
                throw e;
            }
            Assumptions.abort(String.valueOf(e.getMessage()));
        }
    }

    /** The database that code running in this context works with. */
    TestDatabase databaseOf(ExtensionContext running) {
        ClassDatabases databases = databases(running);
        return switch (databases.isolation()) {
            case SHARED, CLASS -> databases.common();
            case METHOD -> {
                duringATest(running, databases, "a database of its own");
                yield FixtureStore.keep(running, TestDatabase.class, "", databases::fresh);
            }
            case ROLLBACK -> work(running, databases).database();
        };
    }

    /** The database that code running in this context works with, where it may not be a test. */
    TestDatabase inUse(ExtensionContext running) {
        return running.getTestMethod().isPresent()
                ? databaseOf(running)
                : databases(running).common();
    }

    /** The work of the test that is running, where it is to be rolled back. */
    Optional<TestWork> workOf(ExtensionContext running) {
        ClassDatabases databases = databases(running);
        return databases.isolation() == Isolation.ROLLBACK ? Optional.of(work(running, databases)) : Optional.empty();
    }

    private TestWork work(ExtensionContext running, ClassDatabases databases) {
        duringATest(running, databases, "a transaction that is rolled back");
        return FixtureStore.keep(running, TestWork.class, "", databases::work);
    }

    private void duringATest(ExtensionContext running, ClassDatabases databases, String what) {
        if (running.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException("@PostgresReady(isolation = " + databases.isolation() + ") on "
                    + declaration.owner().getName() + " gives each test " + what
                    + ", and no test is running here: take the parameter in the test or in @BeforeEach, or use isolation"
                    + " = CLASS.");
        }
    }
}
