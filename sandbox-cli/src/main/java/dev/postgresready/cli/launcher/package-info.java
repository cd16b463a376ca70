/** Prepares what the launcher script starts faster with: an archive of classes, and texts that it prints by itself. */
@NullMarked
package dev.postgresready.cli.launcher;

import org.jspecify.annotations.NullMarked;
