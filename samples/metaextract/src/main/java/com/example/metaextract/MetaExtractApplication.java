package com.example.metaextract;

import dev.postgresready.database.VerifiedDatabase;
import dev.postgresready.guard.StorageGuard;
import java.util.Optional;

/** Starts only with a real Postgres behind {@code DATABASE_URL}. */
public final class MetaExtractApplication {

    private MetaExtractApplication() {}

    // tag::guard[]
    public static void main(String[] args) {
        Optional<VerifiedDatabase> database = StorageGuard.requireDatabaseOrExit();
        database.ifPresent(verified -> System.out.println("storage: " + verified));
    }
    // end::guard[]
}
