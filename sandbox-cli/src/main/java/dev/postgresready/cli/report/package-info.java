/** The report of a verification in the forms that people, CI systems and code scanners read. */
@NullMarked
package dev.postgresready.cli.report;

import org.jspecify.annotations.NullMarked;
