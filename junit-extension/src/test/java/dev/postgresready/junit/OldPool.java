package dev.postgresready.junit;

import dev.postgresready.database.DataSources;
import dev.postgresready.database.ReadyDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.sql.DataSource;

/** A pool of two real connections that never looks at one before it lends it again, as old pools do. */
final class OldPool implements AutoCloseable {

    private final List<Connection> all = new ArrayList<>();
    private final Deque<Connection> idle = new ArrayDeque<>();

    OldPool(ReadyDatabase database) throws SQLException {
        for (int i = 0; i < 2; i++) {
            all.add(DataSources.plain(database.connectionInfo()).getConnection());
        }
        idle.addAll(all);
    }

    DataSource source() {
        return proxy(DataSource.class, (method, arguments) -> {
            if (method.equals("getConnection")) {
                return lend(idle.removeFirst());
            }
            throw new SQLException("it is nothing else");
        });
    }

    private Connection lend(Connection real) {
        boolean[] back = new boolean[1];
        return proxy(Connection.class, (method, arguments) -> {
            if (method.equals("close")) {
                if (!back[0]) {
                    back[0] = true;
                    idle.addLast(real);
                }
                return idle;
            }
            return Connection.class.getMethod(method).invoke(real, arguments);
        });
    }

    private interface Call {
        Object of(String method, Object[] arguments) throws ReflectiveOperationException, SQLException;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                OldPool.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return call.of(method.getName(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : all) {
            connection.close();
        }
    }
}
