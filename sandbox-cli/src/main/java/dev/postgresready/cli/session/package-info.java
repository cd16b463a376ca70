/** What every command shares: the caller, the terminal, the exit codes, and the way to the sandbox of the project. */
@NullMarked
package dev.postgresready.cli.session;

import org.jspecify.annotations.NullMarked;
