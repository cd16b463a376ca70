/** The long-lived server of a project: starts it, fills and shows it, ends it, and sweeps what ended without us. */
@NullMarked
package dev.postgresready.cli.sandbox;

import org.jspecify.annotations.NullMarked;
