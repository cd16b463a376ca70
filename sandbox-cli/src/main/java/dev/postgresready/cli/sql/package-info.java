/** Runs statements, and prints their rows. */
@NullMarked
package dev.postgresready.cli.sql;

import org.jspecify.annotations.NullMarked;
