/** The entry of the command line: translates options into requests, results into text, JSON and exit codes. */
@NullMarked
package dev.postgresready.cli;

import org.jspecify.annotations.NullMarked;
