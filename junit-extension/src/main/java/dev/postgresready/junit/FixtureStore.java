package dev.postgresready.junit;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.platform.launcher.LauncherSession;

/**
 * Keeps things until JUnit closes what they belong to. The only class that touches JUnit's store, which before 5.13 has none
 * for the launcher's session, and closes only what is of a type of its own.
 */
final class FixtureStore {

    private static final Namespace NAMESPACE = Namespace.create(FixtureStore.class);

    private static final boolean OF_SESSIONS = isThere("org.junit.jupiter.api.extension.ExtensionContext$StoreScope");

    private FixtureStore() {}

    /** What JUnit closes before 5.13. A class of its own, as the type that it has need not be there for ever. */
    @SuppressWarnings("deprecation") // from 5.13 on, where it is not used
    private record Closing(AutoCloseable resource) implements Store.CloseableResource {
        @Override
        public void close() throws Exception {
            resource.close();
        }
    }

    private static boolean isThere(String type) {
        try {
            return Class.forName(type, false, FixtureStore.class.getClassLoader()) != null;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /**
     * The run, begun by whoever asks first and closed with the launcher's session; before JUnit 5.13 with the tests that it
     * executes at once.
     */
    static TestRun run(ExtensionContext context) {
        Store session = OF_SESSIONS
                ? context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                : context.getRoot().getStore(NAMESPACE);
        PlannedDatabases planned = session.get(PlannedDatabases.class, PlannedDatabases.class);
        return kept(
                session,
                TestRun.class,
                () -> new TestRun(planned == null ? OptionalInt.empty() : planned.count()),
                "run");
    }

    /** Let the run of this session know what is planned, where JUnit has a place for that. */
    static void keep(LauncherSession session, PlannedDatabases planned) {
        if (OF_SESSIONS) {
            session.getStore()
                    .put(
                            org.junit.platform.engine.support.store.Namespace.create(FixtureStore.class),
                            PlannedDatabases.class,
                            planned);
        }
    }

    /** The one thing of a type and name that this class or test has, made by whoever asks first, closed with it. */
    static <T extends AutoCloseable> T keep(ExtensionContext context, Class<T> type, String name, Supplier<T> maker) {
        // a nested class must not find what the class around it keeps, so the key holds the id
        String key = type.getName() + " " + name + " " + context.getUniqueId();
        return kept(context.getStore(NAMESPACE), type, maker, key);
    }

    /** Let this context and all within it belong to one run of a matrix. */
    static void begin(ExtensionContext context, MatrixRun run) {
        context.getStore(NAMESPACE).put(MatrixRun.class, run);
    }

    /** The run of a matrix that this context belongs to, the innermost where there are several. */
    static Optional<MatrixRun> matrixRun(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(NAMESPACE).get(MatrixRun.class, MatrixRun.class));
    }

    /** Close something with this class or test. */
    static void closeWith(ExtensionContext context, AutoCloseable resource) {
        context.getStore(NAMESPACE).put(new Object(), closed(resource));
    }

    @SuppressWarnings("deprecation") // from JUnit 6.0 on; its successor computeIfAbsent is missing in 5.13
    private static <T extends AutoCloseable> T kept(Store store, Class<T> type, Supplier<T> maker, String key) {
        Object kept = Objects.requireNonNull(store.getOrComputeIfAbsent(key, ignored -> closed(maker.get())));
        return type.cast(OF_SESSIONS ? kept : ((Closing) kept).resource());
    }

    /** As JUnit closes it. */
    private static Object closed(AutoCloseable resource) {
        return OF_SESSIONS ? resource : new Closing(resource);
    }
}
