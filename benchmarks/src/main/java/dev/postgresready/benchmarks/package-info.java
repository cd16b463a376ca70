/** What our steps cost beside those of what users would pick instead, interleaved in one run. */
@NullMarked
package dev.postgresready.benchmarks;

import org.jspecify.annotations.NullMarked;
