package dev.postgresready.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Run a class, or a test method in the place of {@code @Test}, once on each of these versions of Postgres.
 *
 * <p>Everything else is as {@link PostgresReady} on the class says; without it, as it says where all its attributes
 * are left empty. Each run on a version has databases of that version, and instances and lifecycle methods of its own.
 * Runs take place in parallel where the suite is executed so.
 *
 * <p>Each run connects, asks the server for its version and fails where that is not the version named. A run that never
 * connects fails too. The setting {@code matrix} ({@code POSTGRES_READY_MATRIX=16}) leaves out the other versions, as
 * for a quick local run.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ClassTemplate
@TestTemplate
@ExtendWith(PostgresReadyExtension.class)
@ExtendWith(PostgresMatrixExtension.class)
public @interface PostgresMatrix {

    /** List major versions, such as {@code {"16", "17"}}; none means every version that is supported. */
    String[] value() default {};

    /** List providers, such as {@code {"embedded", "docker"}}, each of which serves each version. */
    String[] providers() default {};
}
