/** Runs one command on each of several versions of Postgres, and tells what came of each run. */
@NullMarked
package dev.postgresready.cli.matrix;

import org.jspecify.annotations.NullMarked;
