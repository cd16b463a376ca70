package dev.postgresready.junit;

import dev.postgresready.database.Violation;
import dev.postgresready.verify.CheckResult;
import dev.postgresready.verify.Expectations;
import dev.postgresready.verify.MigrationProof;
import dev.postgresready.verify.Offender;
import dev.postgresready.verify.Outcome;
import dev.postgresready.verify.Profile;
import dev.postgresready.verify.TenantChoice;
import dev.postgresready.verify.expected.ExpectationFile;
import dev.postgresready.verify.run.CheckChoice;
import dev.postgresready.verify.run.Verifications;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/** What holds for a database. Each method returns what the next one may be said about. */
public final class DatabaseAssert {

    private static final Set<Outcome> BAD = Set.of(Outcome.FAIL, Outcome.ERROR);

    private final Asked asked;
    private final Optional<String> context;
    private final Optional<Instant> now;

    DatabaseAssert(Asked asked) {
        this(asked, Optional.empty(), asked.clock());
    }

    private DatabaseAssert(Asked asked, Optional<String> context, Optional<Instant> now) {
        this.asked = asked;
        this.context = context;
        this.now = now;
    }

    /**
     * Every check of a profile passes: {@code quick}, {@code launch}, {@code security}, {@code money} or {@code full}.
     * Some change data, in a {@linkplain dev.postgresready.database.ReadyDatabase#copy() copy}: sessions in which nothing
     * is begun end for it, with their settings and statements, those of other threads too.
     */
    public DatabaseAssert passes(String profile) {
        return passes(Profile.parse(profile), asked.expectations());
    }

    /** Every check of a profile passes, for what a project expects. */
    public DatabaseAssert passes(Profile profile, Expectations expectations) {
        return asked.states(this, () -> provePasses(profile, expectations));
    }

    private void provePasses(Profile profile, Expectations expectations) {
        List<CheckResult> results = new OwnMigrations(asked).results(profile, expectations);
        List<String> failed = results.stream()
                .filter(result -> BAD.contains(result.outcome()))
                .map(DatabaseChecks::message)
                .toList();
        if (!failed.isEmpty()) {
            throw new AssertionFailedError(failed.size() + " of " + results.size() + " checks of profile "
                    + profile.label() + " do not pass\n" + String.join("\n", failed) + asked.about());
        }
    }

    /** These tables, views or partitions are there, each named as in SQL: {@code "users"}, {@code "\"User\""}. */
    public DatabaseAssert hasTables(String... names) {
        return holds(
                "schema.tables",
                "tables: [" + Arrays.stream(names).map(DatabaseAssert::scalar).collect(Collectors.joining(", ")) + "]");
    }

    /** Say something about a table, named as in SQL: {@code "users"}, {@code "\"User\""}. */
    public TableAssert table(String name) {
        return new TableAssert(asked, this, name);
    }

    /**
     * A valid index begins with these columns, whatever its name: {@code "user_id, created_at desc"}. Expressions are
     * written as Postgres shows them: {@code "(data ->> 'key'::text)"}.
     */
    public DatabaseAssert hasIndexOn(String table, String columns) {
        return holds("index.required", "indexes: [" + scalar(table + " (" + columns + ")") + "]");
    }

    /** No index is a prefix of another. */
    public DatabaseAssert hasNoRedundantIndexes() {
        return holds("index.redundant", "{}");
    }

    /** Every foreign key refers to a row that is there. */
    public DatabaseAssert hasNoOrphans() {
        return holds("data.orphans", "{}");
    }

    /** The rules of the fixture's data hold. */
    public DatabaseAssert holdsInvariants() {
        return judged("data.invariants", asked.expectations());
    }

    /** The schema is what its migrations make of an empty database: nothing is missing, changed or added by hand. */
    public DatabaseAssert doesNotHaveDrift() {
        return asked.states(this, () -> new OwnMigrations(asked).proveNoDrift());
    }

    /** Say something about events that are the steps of a funnel; a column names the step. */
    public FunnelAssert events(String table, String column) {
        return new FunnelAssert(asked, this, table, column);
    }

    /** No row of a table is kept longer than this; one exactly as old as the limit is. */
    public DatabaseAssert settled(String table, String column, Duration kept) {
        return settled(table, column, kept, "true");
    }

    /** As {@link #settled(String, String, Duration)}, of the rows that satisfy a condition, such as {@code success}. */
    public DatabaseAssert settled(String table, String column, Duration kept, String condition) {
        RetentionProof proof = new RetentionProof(asked, table, column, condition);
        return asked.states(this, () -> proof.prove(kept, now));
    }

    /** Name the time that retention goes by; else it is the clock of the fixture's data, or the server's. */
    public DatabaseAssert asOf(Instant time) {
        return new DatabaseAssert(asked, context, Optional.of(time));
    }

    /**
     * What refers to a deleted row is deleted with it, or let go of, wherever the schema says so. It is tried in a
     * {@linkplain dev.postgresready.database.ReadyDatabase#copy() copy}.
     */
    public DatabaseAssert deleteCascades() {
        return holds("schema.cascades", "{}");
    }

    /**
     * Every constraint refuses the row it is there for. It is tried in a
     * {@linkplain dev.postgresready.database.ReadyDatabase#copy() copy}.
     */
    public DatabaseAssert refusesBadRows() {
        return holds("schema.constraint-works", "{}");
    }

    /** Name the setting that policies compare with, such as {@code app.user_id}. */
    public DatabaseAssert inContext(String setting) {
        return new DatabaseAssert(asked, Optional.of(setting), now);
    }

    /** Say what the application reaches as a tenant. */
    public TenantAssert as(String tenant) {
        return new TenantAssert(asked, context(), tenant);
    }

    /** Say what the application reaches where it has set no tenant. */
    public TenantAssert withoutContext() {
        return new TenantAssert(asked, context(), "");
    }

    private String context() {
        return context.or(() -> asked.expectations().tenants().map(TenantChoice::context))
                .orElseThrow(
                        () -> new AssertionFailedError(
                                "no setting is known that names the tenant: assertThat(database).inContext(\"app.user_id\").as(...)"));
    }

    /**
     * Let many threads make a request each, all at once, and say what came of it. An assertion that fails in one of them fails
     * the test as it is.
     */
    public RaceAssert when(int requests, DatabaseAttempt attempt) {
        return RaceAssert.run(asked, requests, attempt);
    }

    /**
     * Code violates this constraint, and the error names it: {@code violates("users_email_key", () -> ...)}. The error may be
     * the cause of another, as frameworks wrap it.
     */
    public DatabaseAssert violates(String constraint, DatabaseAction code) {
        return asked.states(this, () -> {
            String saw = violation(constraint, code);
            if (!saw.isEmpty()) {
                throw asked.complaintOfCode("the code must violate " + constraint, List.of(saw));
            }
        });
    }

    private static String violation(String constraint, DatabaseAction code) {
        try {
            code.run();
            return "it was accepted";
        } catch (Exception e) {
            if (new Violation(e).names(ColumnAssert.bare(constraint))) {
                return "";
            }
            return e instanceof SQLException refusal ? Asked.words(refusal) : String.valueOf(e);
        }
    }

    /** Say something about a query, with a question mark for each parameter. */
    public QueryAssert query(String sql, Object... values) {
        return new QueryAssert(asked, this, sql, values);
    }

    /** Back it up, restore that beside it, and say what must hold then. */
    public BackupAssert backup() {
        return new BackupAssert(asked, this);
    }

    private DatabaseAssert holds(String check, String expectations) {
        return judged(check, ExpectationFile.parse("assertion", expectations));
    }

    DatabaseAssert judged(String check, Expectations expectations) {
        return asked.states(this, () -> prove(check, expectations, MigrationProof.none(), asked));
    }

    static void prove(String check, Expectations expectations, MigrationProof migrations, Asked asked) {
        CheckChoice only = CheckChoice.of(Profile.FULL, List.of(check), List.of(), List.of());
        CheckResult result = Verifications.of(asked.database(), only, expectations, migrations)
                .results()
                .get(0);
        boolean found = !result.offenders().isEmpty();
        if (found || result.outcome() == Outcome.ERROR || result.outcome() == Outcome.SKIPPED) {
            throw asked.complaint(
                    check + ": " + (found ? "does not hold: " + result.check().title() : result.summary()),
                    lines(result),
                    "sandbox verify --only " + check);
        }
    }

    private static List<String> lines(CheckResult result) {
        return result.offenders().stream()
                .map(offender -> offender + fix(offender))
                .collect(Collectors.toList());
    }

    private static String fix(Offender offender) {
        return offender.fix().map(fix -> "\n    fix: " + fix).orElse("");
    }

    /** A text as YAML takes it literally, lines included: comments of SQL end with theirs. */
    static String scalar(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                + "\"";
    }

    static String list(String... names) {
        return Arrays.stream(names).collect(Collectors.joining(", "));
    }
}
