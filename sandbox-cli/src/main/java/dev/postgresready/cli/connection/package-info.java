/**
 * Gives connections to other programs: variables that are printed, or set for a command that is run; and reads those that
 * we were given ourselves.
 */
@NullMarked
package dev.postgresready.cli.connection;

import org.jspecify.annotations.NullMarked;
