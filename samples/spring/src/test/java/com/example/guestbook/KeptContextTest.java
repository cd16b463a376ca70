package com.example.guestbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.postgresready.database.ReadyDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Several classes work with one context, its pool and its database; each parameter comes from whom it names. */
class KeptContextTest {

    private static final List<DataSource> POOLS = new ArrayList<>();

    @Nested
    class One extends DatabaseTest {

        @Test
        void isGivenWhatSpringHasAndWhatWeHave(@Autowired DataSource pool, ReadyDatabase database, DataSource ours)
                throws SQLException {
            POOLS.add(pool);
            assertThat(POOLS).allMatch(each -> each == pool);
            assertThat(pool).isInstanceOf(HikariDataSource.class).isNotSameAs(ours);
            try (Connection springs = pool.getConnection();
                    Connection own = ours.getConnection()) {
                assertThat(springs.getCatalog()).isEqualTo(own.getCatalog()).isEqualTo(database.name());
            }
        }
    }

    @Nested
    class Other extends DatabaseTest {

        private final DataSource pool;
        private final Guests guests;

        @Autowired
        Other(DataSource pool, Guests guests) {
            this.pool = pool;
            this.guests = guests;
        }

        @Test
        void startsWithNothingThatAnotherLeft() {
            POOLS.add(pool);
            assertThat(POOLS).allMatch(each -> each == pool);
            guests.sign("Ada");
            assertThat(guests.names()).containsExactly("Ada");
        }
    }
}
