package dev.postgresready.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.database.DatabaseRole;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.mockito.Mock;
import org.mockito.Mockito;
import org.mockito.junit.jupiter.MockitoExtension;
import org.postgresql.ds.PGSimpleDataSource;

/** Spring's are in samples/spring. */
class InjectedParametersTest {

    @Test
    void areLeftToMockito() {
        Launch.succeeds(1, MockTestCase.class);
    }

    @PostgresReady(migrations = Rows.NOTES)
    @ExtendWith(MockitoExtension.class)
    static class MockTestCase {
        @Test
        void takesBoth(@Mock DataSource made, DataSource real) throws SQLException {
            assertThat(Mockito.mockingDetails(made).isMock()).isTrue();
            try (Connection connection = real.getConnection()) {
                assertThat(Rows.notes(connection)).isEqualTo(1);
            }
        }
    }

    @Test
    void areLeftToWhoeverInjectsThem() {
        Launch.succeeds(2, InjectedTestCase.class, InjectedConstructorTestCase.class);
    }

    /** Gives what is injected, and by a constructor that is, as containers do. */
    static final class Container implements ParameterResolver {

        static final DataSource GIVEN = new PGSimpleDataSource();

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.isAnnotated(Named.class)
                    || parameter.isAnnotated(Orders.class)
                    || parameter.getDeclaringExecutable().isAnnotationPresent(Inject.class);
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return GIVEN;
        }
    }

    @Named("orders")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Orders {}

    @PostgresReady(migrations = Rows.NOTES)
    @ExtendWith(Container.class)
    static class InjectedTestCase {
        @Test
        void takesAll(
                @Named("orders") DataSource named,
                @Orders DataSource composed,
                @AsRole(DatabaseRole.READONLY) DataSource readonly)
                throws SQLException {
            assertThat(named).isSameAs(composed).isSameAs(Container.GIVEN);
            try (Connection connection = readonly.getConnection()) {
                assertThat(connection.getMetaData().getUserName()).endsWith("_readonly");
            }
        }
    }

    @PostgresReady(migrations = Rows.NOTES)
    @ExtendWith(Container.class)
    static class InjectedConstructorTestCase {
        private final DataSource given;

        @Inject
        InjectedConstructorTestCase(DataSource given) {
            this.given = given;
        }

        @Test
        void hasIt(Connection connection) throws SQLException {
            assertThat(given).isSameAs(Container.GIVEN);
            assertThat(Rows.notes(connection)).isEqualTo(1);
        }
    }
}
