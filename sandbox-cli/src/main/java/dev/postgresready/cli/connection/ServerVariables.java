package dev.postgresready.cli.connection;

import dev.postgresready.database.ConnectionInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * The variables by which libpq, and what is built upon it, would be led past a database to another server, or be refused
 * by it; but those that are set for the database itself. What is only a matter of taste, as PGAPPNAME, is none of them.
 */
public final class ServerVariables {

    /** Where the server is, which one of several, and what a session begins with. */
    private static final List<String> PLACE = List.of(
            "PGHOSTADDR",
            "PGSERVICE",
            "PGSERVICEFILE",
            "PGSYSCONFDIR",
            "PGOPTIONS",
            "PGTARGETSESSIONATTRS",
            "PGLOADBALANCEHOSTS");

    /** How a login is protected. A server of somebody else's may ask for it, and its user rely upon it. */
    private static final List<String> PROTECTION = List.of(
            "PGPASSFILE",
            "PGREQUIREAUTH",
            "PGCHANNELBINDING",
            "PGSSLMODE",
            "PGREQUIRESSL",
            "PGSSLNEGOTIATION",
            "PGSSLCOMPRESSION",
            "PGSSLCERT",
            "PGSSLKEY",
            "PGSSLCERTMODE",
            "PGSSLROOTCERT",
            "PGSSLCRL",
            "PGSSLCRLDIR",
            "PGSSLSNI",
            "PGREQUIREPEER",
            "PGSSLMINPROTOCOLVERSION",
            "PGSSLMAXPROTOCOLVERSION",
            "PGGSSENCMODE",
            "PGKRBSRVNAME",
            "PGGSSLIB",
            "PGGSSDELEGATION",
            "PGMINPROTOCOLVERSION",
            "PGMAXPROTOCOLVERSION");

    private ServerVariables() {}

    /** Those to remove for a program that is to reach this database. */
    public static List<String> misleading(ConnectionInfo info) {
        List<String> names = new ArrayList<>(PLACE);
        if (ours(info)) {
            names.addAll(PROTECTION);
        }
        return List.copyOf(names);
    }

    /** A server of ours needs no parameters on a port; another one on this machine mostly has some. */
    private static boolean ours(ConnectionInfo info) {
        boolean here = info.host().startsWith("127.")
                || info.host().equals("localhost")
                || info.host().equals("[::1]");
        return info.localAddress().isPresent() || (here && info.parameters().isEmpty());
    }
}
