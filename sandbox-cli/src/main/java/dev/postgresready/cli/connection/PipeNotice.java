package dev.postgresready.cli.connection;

import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.transport.ServerAddress;
import dev.postgresready.transport.Transport;
import java.io.PrintWriter;
import java.util.Optional;

/** Says of a server without sockets who can talk to it: only the JDBC driver knows its way. */
public final class PipeNotice {

    private PipeNotice() {}

    public static void tell(ConnectionInfo info, PrintWriter err) {
        Optional<ServerAddress> local = info.localAddress();
        if (local.isPresent() && local.get().transport() == Transport.FIFO) {
            err.println("note: sockets are denied here, so the server talks over " + local.get());
            err.println(
                    "    DATABASE_URL is a JDBC URL: it works in Java with postgres-ready-fixtures on the class path");
            err.println("    psql, pg_dump and other drivers cannot connect; use sandbox sql instead");
        }
    }
}
