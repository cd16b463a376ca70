package dev.postgresready.junit;

import dev.postgresready.database.DatabaseRole;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.opentest4j.AssertionFailedError;

/**
 * What the application reaches as a tenant. The role is looked at first: a superuser, or one that bypasses policies, would
 * prove nothing, and fails the test. So does a table that has no row of the other tenant.
 */
public final class TenantAssert {

    private static final int COMPARED = 10_000;
    private static final String DENIED = "42501";

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
            List<List<String>> theirs = as(connection, other, () -> Asked.rows(connection, rows(table)));
            if (theirs.isEmpty()) {
                throw asked.complaint(
                        other + " has no row in " + table + ", so nothing could be found there",
                        Asked.query(count(table)));
            }
            List<List<String>> mine = as(connection, tenant, () -> Asked.rows(connection, rows(table)));
            if (writing) {
                provesNoWrite(connection, other, mine.size());
                return;
            }
            List<List<String>> both = new ArrayList<>(mine);
            both.retainAll(theirs);
            if (!both.isEmpty()) {
                throw asked.complaint(
                        name() + " can read " + both.size() + " of " + theirs.size() + " rows of " + other + " in "
                                + table,
                        both.stream().map(row -> row.get(2)).toList(),
                        "sandbox verify --only rls.read");
            }
        }

        private void provesNoWrite(Connection connection, String other, int mine) throws SQLException {
            int deleted = as(connection, tenant, () -> change(connection, "delete from " + table));
            String column = Asked.rows(
                            connection,
                            "select quote_ident(attname) from pg_attribute where attrelid = to_regclass(?) and attnum > 0"
                                    + " and not attisdropped and attgenerated = '' and attidentity <> 'a' order by attnum",
                            table)
                    .get(0)
                    .get(0);
            int updated = as(
                    connection,
                    tenant,
                    () -> change(connection, "update " + table + " set " + column + " = " + column));
            if (Math.max(deleted, updated) > mine) {
                throw asked.complaint(
                        name() + " can change rows of " + other + " in " + table,
                        List.of(mine + " rows are its own, an UPDATE of all reached " + reached(updated)
                                + " and a DELETE of all " + reached(deleted)),
                        "sandbox verify --only rls.write");
            }
        }
    }

    /** Rows of this table cannot be read: {@code cannotRead("files").of("user-b")}. */
    public Denied cannotRead(String table) {
        return new Denied(table, false);
    }

    /** Rows of this table cannot be changed or deleted: {@code cannotWrite("files").of("user-b")}. */
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
        List<List<String>> visible = as(connection, tenant, () -> Asked.rows(connection, rows(table)));
        if (!visible.isEmpty()) {
            throw asked.complaint(
                    name() + " must see nothing in " + table + ", and sees " + visible.size() + " rows",
                    visible.stream().map(row -> row.get(2)).toList(),
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

    private interface Question<T> {
        T ask() throws SQLException;
    }

    private <T> T as(Connection connection, String who, Question<T> question) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement enter = connection.prepareStatement("select set_config(?, ?, true)")) {
            if (!who.isEmpty()) {
                enter.setString(1, context);
                enter.setString(2, who);
                enter.execute();
            }
            return question.ask();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** What a policy denies is not reached; a constraint is asked only after the policy has let the row through. */
    private static int change(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            if (connection.isClosed()) {
                throw e;
            }
            return DENIED.equals(e.getSQLState()) ? 0 : -1;
        }
    }

    private static String reached(int rows) {
        return rows < 0 ? "an error before a policy was asked" : String.valueOf(rows);
    }

    private static String rows(String table) {
        return "select tableoid::text, ctid::text, left(t::text, 200) from " + table + " t limit " + COMPARED;
    }

    private static String count(String table) {
        return "select count(*) from " + table;
    }

    private String name() {
        return tenant.isEmpty() ? "whoever has set no tenant" : tenant;
    }
}
