/** Gives connections to other programs: variables that are printed, or set for a command that is run. */
@NullMarked
package dev.postgresready.cli.connection;

import org.jspecify.annotations.NullMarked;
