package dev.postgresready.junit;

import dev.postgresready.request.Isolation;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Give the tests of a class a real, migrated and seeded Postgres database that no other class sees.
 *
 * <p>Constructors, lifecycle methods and tests may take parameters of these types, all leading to the database of the
 * test being run: {@link dev.postgresready.database.ReadyDatabase ReadyDatabase}; {@link javax.sql.DataSource
 * DataSource}, up to 10 connections that are opened when they are needed and end with the database; {@code
 * HikariDataSource}, a pool of HikariCP, where that is on the class path; {@link java.sql.Connection Connection},
 * closed after the test, or after the class where a {@code @BeforeAll} method or the constructor of a
 * {@code PER_CLASS} instance asks for it; {@link dev.postgresready.database.ConnectionInfo ConnectionInfo}. They act
 * as the application role unless {@link AsRole} says otherwise. A parameter that an annotation of Spring, Mockito or
 * {@code jakarta.inject} gives to those is left to them.
 *
 * <p>{@code @Nested} classes share the database of the class around them, unless annotated themselves. The annotation
 * is inherited and may annotate other annotations. Tests may run in parallel; so may classes and forks.
 *
 * <p>What is left empty is filled from configuration, then from defaults. Where neither the annotation nor the
 * configuration names a fixture or migrations, those in {@code classpath:db/migration} are applied, of all roots of the class
 * path and in Java too; where there are none, those of the first directory of the project that {@code sandbox up} would take
 * them from; where there are none either, the database is empty. The last line of the run says so where it was not the class
 * path.
 *
 * <p>Where no Postgres can be had the class fails with the full diagnosis; see {@link #required()}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(PostgresReadyExtension.class)
public @interface PostgresReady {

    /**
     * Name a bundled fixture, such as {@code metaextract}: its migrations and its data. {@code metaextract+rls} adds a part
     * that it does not have by itself, row-level security.
     */
    String fixture() default "";

    /** List where migrations are: {@code classpath:db/migration}, or a directory of the project. */
    String[] migrations() default {};

    /** List seed data: a size of the fixture's dataset ({@code tiny}, {@code 500}), {@code .sql} or {@code .csv} files. */
    String[] seed() default {};

    /**
     * List extensions that the database must have, such as {@code vector} or {@code pg_trgm}. A superuser makes them
     * before the migrations, which then need no superuser.
     */
    String[] extensions() default {};

    /**
     * List optional parts of the fixture to leave out, such as {@code vector} of {@code media-search}, where its
     * extension cannot be had.
     */
    String[] without() default {};

    /** Ask for a major version, such as {@code 17}. */
    String version() default "";

    /** Ask for one provider, such as {@code embedded}; no other is used instead. */
    String provider() default "";

    /**
     * Say how far apart tests are kept: a database for each class, for each test, or one for the run among equal
     * annotations; or a transaction for each test, which is rolled back, sequences included. With a database or a
     * transaction for each test, nothing can be asked for before a test runs, as in {@code @BeforeAll}.
     *
     * <p>Under {@code ROLLBACK} every {@code Connection} and {@code DataSource} of a test leads to one session, where
     * each statement seems to commit, and so does a COPY by {@code getCopyAPI()}; a failure within the driver's
     * {@code getLargeObjectAPI()} fails the rest of the test. A test that really commits does so, and the next test gets
     * another database. What a server checks only when a transaction ends, such as deferred constraints, is not checked
     * before.
     */
    Isolation isolation() default Isolation.CLASS;

    /** Give the base name of the database and its roles. */
    String database() default "";

    /**
     * Say whether a missing Postgres fails the class. With {@code false}, and everywhere with
     * {@code STORAGE_REQUIRE_DATABASE=false} in the environment, the class is skipped instead, and the diagnosis is
     * the reason. No other kind of database ever takes the place of the missing one.
     */
    boolean required() default true;
}
