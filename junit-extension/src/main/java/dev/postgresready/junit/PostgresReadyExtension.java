package dev.postgresready.junit;

import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.database.DatabaseRole;
import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.diagnosis.PostgresReadyException;
import dev.postgresready.diagnosis.PostgresUnavailableException;
import dev.postgresready.request.InvalidRequestException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/** Makes {@link PostgresReady} true: databases before tests, parameters, and everything closed afterwards. */
final class PostgresReadyExtension
        implements ExecutionCondition,
                TestInstancePreConstructCallback,
                BeforeAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler,
                ParameterResolver {

    private static final Set<Class<?>> TYPES =
            Set.of(ReadyDatabase.class, DataSource.class, Connection.class, ConnectionInfo.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        AnnotatedClass annotated = AnnotatedClass.around(context);
        if (annotated.declaration().required()) {
            return ConditionEvaluationResult.enabled("a database is required");
        }
        if (opensLater(context)) {
            return ConditionEvaluationResult.enabled("each run of a matrix finds out for its version");
        }
        try {
            annotated.databases(context);
            return ConditionEvaluationResult.enabled("a database is there");
        } catch (PostgresUnavailableException e) {
            return ConditionEvaluationResult.disabled(e.getMessage());
        } catch (PostgresReadyException | InvalidRequestException e) {
            return ConditionEvaluationResult.enabled("what is wrong now fails the class in beforeAll");
        }
    }

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    /** An instance per class is made before {@code beforeAll}; its constructor may ask for parameters. */
    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
        open(context);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        open(context);
    }

    private static void open(ExtensionContext context) {
        if (!opensLater(context)) {
            AnnotatedClass.around(context).open(context);
        }
    }

    /** Where each of several runs has a version of its own, none of them has begun yet. */
    private static boolean opensLater(ExtensionContext context) {
        boolean ofClass = context.getTestMethod().isEmpty();
        return MatrixDeclaration.pending(context).isPresent()
                || (ofClass
                        && !Matrices.of(context.getRequiredTestClass())
                                .ofMethods()
                                .isEmpty());
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        MatrixDeclaration.missed(context).ifPresent(matrix -> {
            throw matrix.strayRun();
        });
        AnnotatedClass.around(context).databaseOf(context).server().refuse();
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw explained(failure, context);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw explained(failure, context);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw explained(failure, context);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw explained(failure, context);
    }

    @Override
    public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw explained(failure, context);
    }

    private static Throwable explained(Throwable failure, ExtensionContext context) {
        return opensLater(context) || failure instanceof PostgresReadyException
                ? failure
                : AnnotatedClass.around(context).inUse(context).server().explain(failure);
    }

    /** Tell where a failed test worked, unless it failed for want of a database. */
    @Override
    public void afterEach(ExtensionContext context) {
        explain(context);
        context.getExecutionException()
                .filter(failure -> !(failure instanceof PostgresReadyException))
                .map(failure ->
                        AnnotatedClass.around(context).databaseOf(context).lent())
                .ifPresent(database -> context.publishReportEntry("postgres", database.toString()));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        explain(context);
    }

    private static void explain(ExtensionContext context) {
        context.getExecutionException()
                .filter(EndedDatabases::lacksOne)
                .ifPresent(failure -> FixtureStore.run(context).ended().explain(failure));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return (TYPES.contains(type) || HikariPools.areAskedFor(type))
                && (parameter.isAnnotated(AsRole.class) || !InjectedParameters.contain(parameter));
    }

    @Override
    public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Optional<MatrixDeclaration> pending = MatrixDeclaration.pending(context);
        if (pending.isPresent()) {
            return pending.get().beforeItsRuns(parameter);
        }
        AnnotatedClass annotated = AnnotatedClass.around(context);
        Class<?> type = parameter.getParameter().getType();
        Optional<DatabaseRole> asked = parameter.findAnnotation(AsRole.class).map(AsRole::value);
        Optional<TestWork> work = annotated.workOf(context);
        if (work.isPresent()) {
            return work.get().parameter(type, asked);
        }
        TestDatabase database = annotated.databaseOf(context);
        if (type == ReadyDatabase.class) {
            asked.ifPresent(PostgresReadyExtension::refuseRole);
            return database.lent();
        }
        DatabaseRole role = asked.orElse(DatabaseRole.APP);
        if (type == DataSource.class) {
            return database.source(role);
        }
        if (HikariPools.areAskedFor(type)) {
            return database.hikari(role);
        }
        return type == ConnectionInfo.class ? database.lent().connectionInfo(role) : connect(database, role, context);
    }

    private static void refuseRole(DatabaseRole role) {
        throw new ParameterResolutionException(
                "@AsRole does not apply here: a ReadyDatabase serves every role: call connect(" + role + ") on it.");
    }

    private static Connection connect(TestDatabase test, DatabaseRole role, ExtensionContext context) {
        ReadyDatabase database = test.lent();
        try {
            Connection connection = database.connect(role);
            FixtureStore.closeWith(context, connection);
            return connection;
        } catch (SQLException e) {
            if (test.server().explain(e) instanceof PostgresReadyException lost) {
                throw lost;
            }
            throw new ParameterResolutionException(
                    "Cannot connect to " + database.connectionInfo(role) + ": " + e.getMessage() + " [SQLSTATE "
                            + e.getSQLState() + "]",
                    e);
        }
    }
}
