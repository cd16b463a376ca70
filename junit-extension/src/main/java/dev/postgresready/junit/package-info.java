/** JUnit Jupiter: a real database for each class, or each test. Translates only; what it does is PostgresFixtures. */
@NullMarked
package dev.postgresready.junit;

import org.jspecify.annotations.NullMarked;
