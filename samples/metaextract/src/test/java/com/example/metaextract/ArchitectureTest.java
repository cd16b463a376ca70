package com.example.metaextract;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.postgresready.guard.NeverInMemory;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    // tag::never-in-memory[]
    private static final JavaClasses APPLICATION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("com.example.metaextract");

    @Test
    void keepsSubstitutesForPostgresOut() {
        NeverInMemory.NO_SUBSTITUTE_DATABASES.check(APPLICATION);
        NeverInMemory.NO_IN_MEMORY_STORAGE.check(APPLICATION);
    }
    // end::never-in-memory[]
}
