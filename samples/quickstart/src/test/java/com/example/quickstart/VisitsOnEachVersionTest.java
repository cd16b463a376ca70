package com.example.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.junit.PostgresMatrix;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

// tag::matrix[]
@PostgresMatrix({"14", "18"}) // each run asks its server for the version, and fails where it is another
class VisitsOnEachVersionTest {

    @Test
    void countsEachVisit(Connection connection) throws SQLException {
        Visits visits = new Visits(connection);
        visits.count("/home");

        assertThat(visits.count("/home")).isEqualTo(2);
    }
}
// end::matrix[]
