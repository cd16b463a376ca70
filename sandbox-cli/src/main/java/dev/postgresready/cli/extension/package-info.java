/** Adds extensions to the sandbox, lists and removes them. */
@NullMarked
package dev.postgresready.cli.extension;

import org.jspecify.annotations.NullMarked;
