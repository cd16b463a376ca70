@org.jspecify.annotations.NullMarked
package dev.postgresready.cli.sandbox;
