/** Finds the command that a call names, runs it, and says what went wrong. */
@NullMarked
package dev.postgresready.cli.call;

import org.jspecify.annotations.NullMarked;
