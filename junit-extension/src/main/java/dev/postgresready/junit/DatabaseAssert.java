package dev.postgresready.junit;

import dev.postgresready.verify.CheckChoice;
import dev.postgresready.verify.CheckResult;
import dev.postgresready.verify.ExpectationFile;
import dev.postgresready.verify.Expectations;
import dev.postgresready.verify.Offender;
import dev.postgresready.verify.Outcome;
import dev.postgresready.verify.Profile;
import dev.postgresready.verify.TenantChoice;
import dev.postgresready.verify.Verifications;
import java.sql.SQLException;
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

    DatabaseAssert(Asked asked) {
        this(asked, Optional.empty());
    }

    private DatabaseAssert(Asked asked, Optional<String> context) {
        this.asked = asked;
        this.context = context;
    }

    /** Every check of a profile passes: {@code quick}, {@code launch}, {@code security}, {@code money} or {@code full}. */
    public DatabaseAssert passes(String profile) {
        return passes(Profile.parse(profile), asked.expectations());
    }

    /** Every check of a profile passes, for what a project expects. */
    public DatabaseAssert passes(Profile profile, Expectations expectations) {
        List<CheckResult> results =
                Verifications.of(asked.database(), profile, expectations).results();
        List<String> failed = results.stream()
                .filter(result -> BAD.contains(result.outcome()))
                .map(DatabaseChecks::message)
                .toList();
        if (!failed.isEmpty()) {
            throw new AssertionFailedError(failed.size() + " of " + results.size() + " checks of profile "
                    + profile.label() + " do not pass\n" + String.join("\n", failed) + asked.about());
        }
        return this;
    }

    /** These tables, views or partitions are there. */
    public DatabaseAssert hasTables(String... names) {
        return holds("schema.tables", "tables: [" + String.join(", ", names) + "]");
    }

    /** Say something about a table. */
    public TableAssert table(String name) {
        return new TableAssert(asked, this, name);
    }

    /** A valid index begins with these columns, whatever its name: {@code "user_id, created_at desc"}. */
    public DatabaseAssert hasIndexOn(String table, String columns) {
        return holds("index.required", "indexes: ['" + table + " (" + columns + ")']");
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

    /** What refers to a deleted row is deleted with it, or let go of, wherever the schema says so. */
    public DatabaseAssert deleteCascades() {
        return holds("schema.cascades", "{}");
    }

    /** Every constraint refuses the row it is there for. */
    public DatabaseAssert refusesBadRows() {
        return holds("schema.constraint-works", "{}");
    }

    /** Name the setting that policies compare with, such as {@code app.user_id}. */
    public DatabaseAssert inContext(String setting) {
        return new DatabaseAssert(asked, Optional.of(setting));
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

    /** Let many threads make a request each, all at once, and say what came of it. */
    public RaceAssert when(int requests, DatabaseAttempt attempt) {
        return RaceAssert.run(asked, requests, attempt);
    }

    /** Code violates this constraint, and the error names it: {@code violates("users_email_key", () -> ...)}. */
    public DatabaseAssert violates(String constraint, DatabaseAction code) {
        String saw;
        try {
            code.run();
            saw = "it was accepted";
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains("\"" + constraint + "\"")) {
                return this;
            }
            saw = Asked.words(e);
        } catch (Exception e) {
            saw = String.valueOf(e);
        }
        throw asked.complaintOfCode("the code must violate " + constraint, List.of(saw));
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
        CheckResult result = Verifications.of(
                        asked.database(),
                        CheckChoice.of(Profile.FULL, List.of(check), List.of(), List.of()),
                        expectations)
                .results()
                .get(0);
        boolean found = !result.offenders().isEmpty();
        if (found || result.outcome() == Outcome.ERROR || result.outcome() == Outcome.SKIPPED) {
            throw asked.complaint(
                    check + ": " + (found ? "does not hold: " + result.check().title() : result.summary()),
                    lines(result),
                    "sandbox verify --only " + check);
        }
        return this;
    }

    private static List<String> lines(CheckResult result) {
        return result.offenders().stream()
                .map(offender -> offender + fix(offender))
                .collect(Collectors.toList());
    }

    private static String fix(Offender offender) {
        return offender.fix().map(fix -> "\n    fix: " + fix).orElse("");
    }

    static String list(String... names) {
        return Arrays.stream(names).collect(Collectors.joining(", "));
    }
}
