package dev.postgresready.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * Calls {@code @BeforeAll} and {@code @AfterAll} methods once for each version. JUnit itself calls them once around all
 * versions, where there is no database yet that they could prepare.
 */
final class MatrixLifecycle {

    private MatrixLifecycle() {}

    static void beforeAll(ExtensionContext run) {
        call(run, BeforeAll.class, HierarchyTraversalMode.TOP_DOWN);
    }

    static void afterAll(ExtensionContext run) {
        call(run, AfterAll.class, HierarchyTraversalMode.BOTTOM_UP);
    }

    private static void call(ExtensionContext run, Class<? extends Annotation> kind, HierarchyTraversalMode order) {
        List<Method> methods = AnnotationSupport.findAnnotatedMethods(run.getRequiredTestClass(), kind, order);
        for (Method method : methods) {
            Object target = Modifier.isStatic(method.getModifiers()) ? null : run.getRequiredTestInstance();
            run.getExecutableInvoker().invoke(method, target);
        }
    }
}
