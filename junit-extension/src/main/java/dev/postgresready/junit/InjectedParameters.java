package dev.postgresready.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.extension.ParameterContext;

/** Tells parameters that other extensions give, whose annotations say so: JUnit refuses what two extensions claim. */
final class InjectedParameters {

    /** By name, as none of these libraries need be there. Annotations that carry one of them say the same. */
    private static final Set<String> SAY_SO = Set.of(
            "org.springframework.beans.factory.annotation.Autowired",
            "org.springframework.beans.factory.annotation.Qualifier",
            "org.springframework.beans.factory.annotation.Value",
            "org.springframework.boot.test.mock.mockito.MockBean",
            "org.springframework.boot.test.mock.mockito.SpyBean",
            "org.springframework.test.context.bean.override.BeanOverride",
            "org.mockito.Mock",
            "org.mockito.Spy",
            "org.mockito.Captor",
            "jakarta.inject.Inject",
            "jakarta.inject.Qualifier",
            "javax.inject.Inject",
            "javax.inject.Qualifier");

    private InjectedParameters() {}

    static boolean contain(ParameterContext parameter) {
        Executable called = parameter.getDeclaringExecutable();
        return says(parameter.getAnnotatedElement(), new HashSet<>())
                || (called instanceof Constructor && says(called, new HashSet<>()));
    }

    private static boolean says(AnnotatedElement element, Set<Class<?>> seen) {
        for (Annotation annotation : element.getAnnotations()) {
            Class<? extends Annotation> type = annotation.annotationType();
            if (SAY_SO.contains(type.getName()) || (seen.add(type) && says(type, seen))) {
                return true;
            }
        }
        return false;
    }
}
