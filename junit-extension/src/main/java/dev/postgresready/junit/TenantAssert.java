package dev.postgresready.junit;

import dev.postgresready.database.DatabaseRole;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.opentest4j.AssertionFailedError;

/**
 * What the application reaches as a tenant. The role is looked at first: a superuser, or one that bypasses policies, would
 * prove nothing, and fails the test. So does a table that has no row of the other tenant.
 */
public final class TenantAssert {

    private final Asked asked;
    private final String context;
    private final String tenant;

    TenantAssert(Asked asked, String context, String tenant) {
        this.asked = asked;
        this.context = context;
        this.tenant = tenant;
    }

    /** A table of which another tenant's rows are out of reach. */
    public final class Denied {

        private final String table;
        private final boolean writing;

        private Denied(String table, boolean writing) {
            this.table = table;
            this.writing = writing;
        }

        /** Those of this tenant. */
        public TenantAssert of(String other) {
            return asked.states(
                    TenantAssert.this,
                    () -> asked.as(DatabaseRole.APP, connection -> {
                        prove(connection, other);
                        return true;
                    }));
        }

        private void prove(Connection connection, String other) throws SQLException {
            sound(connection);
            TenantRows rows = new TenantRows(connection, context, table);
            String theirs = rows.seenBy(other);
            if (theirs.equals(TenantRows.NONE)) {
                throw asked.complaint(
                        other + " has no row in " + table + ", so nothing could be found there",
                        Asked.query("select count(*) from " + table));
            }
            if (writing) {
                provesNoWrite(rows, other, theirs);
            } else {
                List<List<String>> read = rows.told(tenant, theirs);
                refuse(read, "read", rows.told(other, theirs), " rows of " + other + " in " + table);
            }
        }

        private void provesNoWrite(TenantRows rows, String other, String seen) throws SQLException {
            String own = rows.writableBy(other, seen);
            String theirs = own.equals(TenantRows.NONE) ? seen : own;
            String whose = own.equals(TenantRows.NONE)
                    ? " rows of " + table + " that " + other
                            + " sees and may not change (where all may read them: give it"
                            + " one of its own, to tell them apart)"
                    : " rows of " + other + " in " + table;
            for (String change : rows.changes()) {
                String changed = rows.changed(tenant, change, other, theirs);
                String verb = change.startsWith("delete") ? "delete" : "change";
                refuse(rows.told(other, changed), verb, rows.told(other, theirs), whose);
            }
        }

        private void refuse(List<List<String>> reached, String verb, List<List<String>> theirs, String whose) {
            if (!reached.isEmpty()) {
                throw asked.complaint(
                        name() + " can " + verb + " " + TenantRows.size(reached) + " of " + TenantRows.size(theirs)
                                + whose,
                        TenantRows.texts(reached),
                        "sandbox verify --only " + (writing ? "rls.write" : "rls.read"));
            }
        }
    }

    /** Rows of this table cannot be read: {@code cannotRead("files").of("user-b")}. */
    public Denied cannotRead(String table) {
        return new Denied(table, false);
    }

    /**
     * Rows of this table cannot be changed or deleted: {@code cannotWrite("files").of("user-b")}. Where many may read a
     * row, it is of those who may change it; where the other tenant may change none, all that it sees count as its own.
     */
    public Denied cannotWrite(String table) {
        return new Denied(table, true);
    }

    /** No row of this table is visible, and asking is no error. */
    public TenantAssert seesNothingIn(String table) {
        return asked.states(
                this, () -> asked.as(DatabaseRole.APP, connection -> provesNothingVisible(connection, table)));
    }

    private boolean provesNothingVisible(Connection connection, String table) throws SQLException {
        sound(connection);
        List<List<String>> visible = new TenantRows(connection, context, table).told(tenant);
        if (!visible.isEmpty()) {
            throw asked.complaint(
                    name() + " must see nothing in " + table + ", and sees " + TenantRows.size(visible) + " rows",
                    TenantRows.texts(visible),
                    "sandbox verify --only rls.no-context");
        }
        return true;
    }

    private void sound(Connection connection) throws SQLException {
        List<String> role = Asked.rows(
                        connection,
                        "select current_user, rolsuper::text, rolbypassrls::text from pg_roles where rolname = current_user")
                .get(0);
        if (role.contains("true")) {
            throw new AssertionFailedError("the probe would run as " + role.get(0)
                    + ", for whom no policy holds: it would prove nothing" + asked.about());
        }
    }

    private String name() {
        return tenant.isEmpty() ? "whoever has set no tenant" : tenant;
    }
}
