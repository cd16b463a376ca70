package dev.postgresready.junit;

import dev.postgresready.plan.VersionMatrix;
import dev.postgresready.request.InvalidRequestException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** A matrix and the class or method it stands on. */
record MatrixDeclaration(PostgresMatrix annotation, AnnotatedElement where) {

    /** The matrix of what this context is about: of the method where there is one, else of the class. */
    static Optional<MatrixDeclaration> on(ExtensionContext context) {
        return context.getElement()
                .flatMap(element -> Matrices.of(context.getRequiredTestClass()).on(element));
    }

    /** The matrix of what this context is about, where none of its runs has begun yet. */
    static Optional<MatrixDeclaration> pending(ExtensionContext context) {
        return on(context).filter(matrix -> matrix.pendingIn(context));
    }

    private boolean pendingIn(ExtensionContext context) {
        return FixtureStore.matrixRun(context)
                .filter(run -> run.where().equals(where))
                .isEmpty();
    }

    /** The matrix that this test, or its class, should run in and does not. */
    static Optional<MatrixDeclaration> missed(ExtensionContext test) {
        return pending(test)
                .or(() -> Matrices.of(test.getRequiredTestClass())
                        .ofClass()
                        .filter(matrix -> matrix.pendingIn(test) && on(test).isEmpty()));
    }

    VersionMatrix read(TestRun run) {
        try {
            return run.matrix(List.of(annotation.value()), List.of(annotation.providers()));
        } catch (InvalidRequestException e) {
            throw refusal(e);
        }
    }

    /** A version named twice, once for the class and once for its matrix, is a mistake in one of the two. */
    void refuseContradiction(Declaration declaration) {
        boolean sameClass = where.equals(declaration.owner());
        if (sameClass && !declaration.annotation().version().isEmpty()) {
            throw contradiction("version", declaration.annotation().version());
        }
        if (annotation.providers().length > 0
                && !declaration.annotation().provider().isEmpty()) {
            throw contradiction("provider", declaration.annotation().provider());
        }
    }

    /** Why a run without a version of this matrix cannot be. */
    InvalidRequestException strayRun() {
        return InvalidRequestException.of(
                "@PostgresMatrix on " + name(),
                values(),
                "another annotation runs this too, as @Test, @ParameterizedTest and @ParameterizedClass do, and JUnit"
                        + " does not combine such annotations: keep one of them");
    }

    /** Methods called before any run are called again in each, and have no use for a parameter before that. */
    @Nullable
    Object beforeItsRuns(ParameterContext parameter) {
        if (parameter.getDeclaringExecutable() instanceof Constructor<?>) {
            throw new ParameterResolutionException("@PostgresMatrix on " + name()
                    + " has a database for each version, and with @TestInstance(PER_CLASS) one instance serves them"
                    + " all: take the parameter in a method, such as @BeforeAll, @BeforeEach or the test.");
        }
        return null;
    }

    private InvalidRequestException contradiction(String attribute, String value) {
        return InvalidRequestException.of(
                "@PostgresMatrix on " + name(),
                values(),
                "@PostgresReady(" + attribute + " = \"" + value + "\") contradicts it: remove that " + attribute);
    }

    private InvalidRequestException refusal(InvalidRequestException reason) {
        InvalidRequestException named = InvalidRequestException.of(
                "@PostgresMatrix on " + name(),
                values(),
                String.valueOf(reason.getMessage()).replaceFirst("\\.$", ""));
        named.initCause(reason);
        return named;
    }

    private String name() {
        return where instanceof Method method
                ? method.getDeclaringClass().getName() + "#" + method.getName()
                : ((Class<?>) where).getName();
    }

    private String values() {
        String versions = String.join(", ", annotation.value());
        String providers = String.join(", ", annotation.providers());
        return versions + (providers.isEmpty() ? "" : "; providers = " + providers);
    }
}
