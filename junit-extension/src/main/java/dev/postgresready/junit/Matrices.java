package dev.postgresready.junit;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * The matrices that stand on a class and on its methods. They are looked for once for each class, as every step of every
 * test asks for them, and looking for what is not there means reading all annotations and theirs.
 */
record Matrices(Optional<MatrixDeclaration> ofClass, Map<Method, MatrixDeclaration> ofMethods) {

    private static final ClassValue<Matrices> KNOWN = new ClassValue<>() {
        @Override
        protected Matrices computeValue(Class<?> type) {
            return read(type);
        }
    };

    static Matrices of(Class<?> type) {
        return KNOWN.get(type);
    }

    private static Matrices read(Class<?> type) {
        Map<Method, MatrixDeclaration> ofMethods = new LinkedHashMap<>();
        for (Method method :
                AnnotationSupport.findAnnotatedMethods(type, PostgresMatrix.class, HierarchyTraversalMode.TOP_DOWN)) {
            declared(method).ifPresent(matrix -> ofMethods.put(method, matrix));
        }
        return new Matrices(declared(type), ofMethods);
    }

    private static Optional<MatrixDeclaration> declared(AnnotatedElement element) {
        return AnnotationSupport.findAnnotation(element, PostgresMatrix.class)
                .map(annotation -> new MatrixDeclaration(annotation, element));
    }

    /** The matrix on this class, or on this method of it. */
    Optional<MatrixDeclaration> on(AnnotatedElement element) {
        return element instanceof Method method ? Optional.ofNullable(ofMethods.get(method)) : ofClass;
    }
}
