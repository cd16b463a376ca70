package com.example.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.junit.PostgresReady;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

// tag::test[]
@PostgresReady // a real Postgres, with the migrations of src/main/resources/db/migration
class VisitsTest {

    @Test
    void countsEachVisit(Connection connection) throws SQLException {
        Visits visits = new Visits(connection);
        visits.count("/home");

        assertThat(visits.count("/home")).isEqualTo(2);
    }
}
// end::test[]
