package dev.postgresready.junit;

import dev.postgresready.plan.VersionMatrix;
import dev.postgresready.request.InvalidRequestException;
import dev.postgresready.request.MatrixCell;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.BeforeClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Makes {@link PostgresMatrix} true: a run for each version, which connects to it or fails. */
final class PostgresMatrixExtension
        implements ExecutionCondition,
                ClassTemplateInvocationContextProvider,
                TestTemplateInvocationContextProvider,
                InvocationInterceptor,
                TestExecutionExceptionHandler,
                BeforeClassTemplateInvocationCallback,
                AfterClassTemplateInvocationCallback {

    /** One invocation, of a class or of a method. */
    private record CellInvocation(MatrixDeclaration matrix, MatrixCell cell)
            implements ClassTemplateInvocationContext, TestTemplateInvocationContext, TestInstancePreConstructCallback {

        @Override
        public String getDisplayName(int index) {
            return cell.toString();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return matrix.where() instanceof Method ? List.of(this) : List.of();
        }

        @Override
        public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
            return ExtensionContextScope.TEST_METHOD;
        }

        /** JUnit constructs the instance of a method's run before it prepares that run. */
        @Override
        public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
            prepareInvocation(context);
        }

        @Override
        public void prepareInvocation(ExtensionContext context) {
            FixtureStore.begin(context, new MatrixRun(cell, matrix.where()));
        }
    }

    /** A matrix whose every version the configuration leaves out is skipped, and that is the reason. */
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        try {
            return MatrixDeclaration.pending(context)
                    .map(matrix -> matrix.read(FixtureStore.run(context)))
                    .filter(matrix -> matrix.chosen().isEmpty())
                    .map(matrix -> ConditionEvaluationResult.disabled(matrix.nothingChosen()))
                    .orElseGet(() -> ConditionEvaluationResult.enabled("versions of a matrix are left to run"));
        } catch (InvalidRequestException e) {
            return ConditionEvaluationResult.enabled("what is wrong now fails when the versions are listed");
        }
    }

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return MatrixDeclaration.on(context).isPresent();
    }

    @Override
    public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
        return invocations(context).map(ClassTemplateInvocationContext.class::cast);
    }

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return MatrixDeclaration.on(context).isPresent();
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        return invocations(context).map(TestTemplateInvocationContext.class::cast);
    }

    private static Stream<CellInvocation> invocations(ExtensionContext context) {
        return MatrixDeclaration.on(context).stream().flatMap(declaration -> {
            TestRun run = FixtureStore.run(context);
            VersionMatrix matrix = declaration.read(run);
            declaration.refuseContradiction(AnnotatedClass.around(context).declaration());
            run.ledger().expect(matrix.chosen());
            return matrix.chosen().stream().map(cell -> new CellInvocation(declaration, cell));
        });
    }

    /** At this point the matrix has no version yet; each of its runs calls these methods for its own. */
    @Override
    public void interceptBeforeAllMethod(
            Invocation<@Nullable Void> method, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        callUnlessPending(method, context);
    }

    @Override
    public void interceptAfterAllMethod(
            Invocation<@Nullable Void> method, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        callUnlessPending(method, context);
    }

    private static void callUnlessPending(Invocation<@Nullable Void> method, ExtensionContext context)
            throws Throwable {
        if (MatrixDeclaration.pending(context).isPresent()) {
            method.skip();
        } else {
            method.proceed();
        }
    }

    /** Connects first, so that a version which is not there fails its run and not each of its tests. */
    @Override
    public void beforeClassTemplateInvocation(ExtensionContext context) {
        if (isOurs(context)) {
            AnnotatedClass.around(context).open(context);
            MatrixLifecycle.beforeAll(context);
        }
    }

    @Override
    public void afterClassTemplateInvocation(ExtensionContext context) {
        if (isOurs(context)
                && FixtureStore.matrixRun(context)
                        .filter(run -> run.connected().get())
                        .isPresent()) {
            MatrixLifecycle.afterAll(context);
        }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        FixtureStore.matrixRun(context)
                .map(run -> AnnotatedClass.around(context).databaseOf(context).lent())
                .map(MatrixTrace::new)
                .ifPresent(failure::addSuppressed);
        throw failure;
    }

    private static boolean isOurs(ExtensionContext context) {
        return MatrixDeclaration.on(context).isPresent()
                && MatrixDeclaration.pending(context).isEmpty();
    }
}
