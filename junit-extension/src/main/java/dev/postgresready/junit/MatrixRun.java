package dev.postgresready.junit;

import dev.postgresready.request.MatrixCell;
import java.lang.reflect.AnnotatedElement;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One invocation of a class or method that a matrix runs several times. Thread-safe.
 *
 * @param where the class or method that the matrix stands on
 * @param connected whether its version has answered
 */
record MatrixRun(MatrixCell cell, AnnotatedElement where, AtomicBoolean connected) {

    MatrixRun(MatrixCell cell, AnnotatedElement where) {
        this(cell, where, new AtomicBoolean());
    }
}
