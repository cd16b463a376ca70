/** Examines this machine, also under denials that are simulated, and explains what codes mean. */
@NullMarked
package dev.postgresready.cli.doctor;

import org.jspecify.annotations.NullMarked;
