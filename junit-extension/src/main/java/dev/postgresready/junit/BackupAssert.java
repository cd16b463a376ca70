package dev.postgresready.junit;

import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.diagnosis.BackupException;
import dev.postgresready.operate.Drill;
import dev.postgresready.operate.DrillReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;

/** What holds for a backup of a database. */
public final class BackupAssert {

    private static final String AGAIN = "sandbox drill";

    private final Asked asked;
    private final DatabaseAssert database;
    private Optional<DrillReport> drilled = Optional.empty();

    BackupAssert(Asked asked, DatabaseAssert database) {
        this.asked = asked;
        this.database = database;
    }

    /**
     * Restored into a new database, it holds what this one held: every object, owner and privilege, the rows of every table,
     * every sequence. Backup and copy are gone afterwards.
     */
    public BackupAssert restoresIdentically() {
        DrillReport report = drill();
        if (!report.passed()) {
            throw asked.complaint(
                    "a backup must restore identically",
                    report.items().stream()
                            .filter(item -> !item.passed())
                            .flatMap(item -> item.details().isEmpty()
                                    ? Stream.of(item.name() + ": " + item.observed())
                                    : item.details().stream().map(detail -> item.name() + ": " + detail))
                            .toList(),
                    AGAIN);
        }
        return this;
    }

    /** It is restored within this time, from the new database to the last index; making the backup does not count. */
    public BackupAssert within(Duration most) {
        Optional<Duration> measured = drill().restoreTook();
        if (measured.isEmpty()) {
            return restoresIdentically();
        }
        Duration took = measured.get();
        if (took.compareTo(most) > 0) {
            throw asked.complaint(
                    "a backup must be restored within " + most.toMillis() + " ms",
                    List.of("it took " + took.toMillis() + " ms"),
                    AGAIN + " --rto " + Math.max(1, most.toSeconds()) + "s");
        }
        return this;
    }

    /** Go on with the database. */
    public DatabaseAssert and() {
        return database;
    }

    /** Once: all that is said is about the same backup. */
    private DrillReport drill() {
        if (drilled.isEmpty()) {
            ReadyDatabase lease = asked.database() instanceof LentDatabase lent ? lent.lease() : asked.database();
            try {
                drilled = Optional.of(Drill.of(lease));
            } catch (BackupException e) {
                throw new AssertionFailedError("no backup can be proved: " + e.getMessage() + asked.about(), e);
            }
        }
        return drilled.get();
    }
}
