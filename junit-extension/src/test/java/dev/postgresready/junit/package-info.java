@NullMarked
package dev.postgresready.junit;

import org.jspecify.annotations.NullMarked;
