package com.example.mediasearch;

import static com.example.mediasearch.UserTransactionsTest.USER_A;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postgresready.junit.PostgresReady;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With pgvector, from whichever provider has it; where none has, skipped with what is missing and how to get it. */
// tag::likeness[]
@PostgresReady(fixture = "media-search", version = "15", seed = "60", required = false)
class LikenessTest {

    @ParameterizedTest
    @CsvSource({"mountain-2.jpg, mountain-8.jpg", "concert-7.jpg, concert-6.jpg", "pet-4.jpg, pet-5.mp4"})
    void findsWhatLooksMostLikeIt(String filename, String nearest, DataSource source) throws SQLException {
        Search search = new Search(source, SearchTest.DAY);

        assertThat(search.like(USER_A, filename, 1)).extracting(Hit::filename).containsExactly(nearest);
    }
}
// end::likeness[]
