/** Writes backups, restores them, and drills both. */
@NullMarked
package dev.postgresready.cli.backup;

import org.jspecify.annotations.NullMarked;
