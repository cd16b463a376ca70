/** Verifies a database, and says what was found. */
@NullMarked
package dev.postgresready.cli.verify;

import org.jspecify.annotations.NullMarked;
