package com.example.mediavault;

import dev.postgresready.database.ReadyDatabase;
import dev.postgresready.junit.DatabaseChecks;
import dev.postgresready.junit.PostgresReady;
import dev.postgresready.verify.Expectations;
import dev.postgresready.verify.Profile;
import dev.postgresready.verify.RunbookChoice;
import dev.postgresready.verify.expected.ExpectationFile;
import dev.postgresready.verify.expected.FixtureExpectations;
import dev.postgresready.verify.runbook.Runbooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the team expects, and whether the statements of its operations guide run at all. */
@PostgresReady(fixture = "mediavault")
class LaunchTest {

    private static final Path PROJECT = Path.of("");

    // tag::launch[]
    /** In a sandbox of the fixture: sandbox verify --profile launch --expect expect.yaml --runbook 'docs/*.md'. */
    @TestFactory
    Stream<DynamicTest> isReadyToLaunch(ReadyDatabase database) throws IOException {
        Expectations expected = ExpectationFile.parse("expect.yaml", Files.readString(PROJECT.resolve("expect.yaml")))
                .withInvariants(FixtureExpectations.of("mediavault").invariants())
                .withRunbooks(new RunbookChoice(Runbooks.read(PROJECT, "docs/*.md"), true));
        return DatabaseChecks.of(database, expected, Profile.LAUNCH);
    }
    // end::launch[]
}
