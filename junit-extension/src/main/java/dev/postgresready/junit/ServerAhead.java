package dev.postgresready.junit;

import dev.postgresready.PostgresFixtures;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Begins with the server as soon as there is a session, so that it starts while tests are discovered, where the last run
 * of this project used one; and has the databases counted that will be asked for. JUnit finds this class by its name in a
 * file of services, also for tests that ask for no database: it fails none of them, whatever JUnit is there.
 */
public final class ServerAhead implements LauncherSessionListener {

    private final AtomicReference<PostgresFixtures.Ahead> ahead = new AtomicReference<>();

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        ahead.set(PostgresFixtures.startAhead());
        try {
            PlannedDatabases planned = new PlannedDatabases();
            FixtureStore.keep(session, planned);
            session.getLauncher().registerTestExecutionListeners(planned);
        } catch (LinkageError e) {
            // Then nobody knows how many are to come; a test that asks for one is told what JUnit lacks.
            return;
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        PostgresFixtures.Ahead begun = ahead.getAndSet(null);
        if (begun != null) {
            begun.close();
        }
    }
}
