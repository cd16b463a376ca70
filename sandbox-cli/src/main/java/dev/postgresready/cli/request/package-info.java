/** The options that say which database is wanted, and the schema that it gets. */
@NullMarked
package dev.postgresready.cli.request;

import org.jspecify.annotations.NullMarked;
