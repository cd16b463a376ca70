package com.example.instantviz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postgresready.fixture.FixtureCatalog;
import dev.postgresready.junit.PostgresReady;
import dev.postgresready.request.Isolation;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With the personas of the dataset: pro-user is 4 and has projects, new-user is 9, pays nothing and has none. */
@PostgresReady(fixture = "instantviz", isolation = Isolation.METHOD)
class ProjectsTest {

    private static final long PRO_USER = 4;
    private static final long NEW_USER = 9;
    private static final Slide SLIDE = new Slide("market", "Who buys it");

    private final Connection connection;
    private final Together together;
    private final Projects projects;

    ProjectsTest(DataSource source, Connection connection) {
        this.connection = connection;
        this.together = new Together(source);
        this.projects = new Projects(source);
    }

    @Test
    void numbersSlidesWithoutGapHoweverManyAreAddedAtOnce() throws Exception {
        long project = projects.create(PRO_USER, "Pitch", "market", "team");

        assertThat(together.call(16, () -> projects.add(project, SLIDE)))
                .extracting(OptionalInt::getAsInt)
                .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
    }

    @Test
    void stopsAFreeUserAtTwentyHoweverManyAreAddedAtOnce() throws Exception {
        long project = projects.create(NEW_USER, "Thesis", "market");
        long other = projects.create(NEW_USER, "Report", "market");

        List<OptionalInt> added = together.call(16, () -> projects.add(project, SLIDE));
        added.addAll(together.call(16, () -> projects.add(other, SLIDE)));

        assertThat(added).filteredOn(OptionalInt::isPresent).hasSize(20);
        assertThat(number("select usage_count from users where id = " + NEW_USER))
                .isEqualTo(20);
    }

    @Test
    void countsNothingForASlideThatCannotBeMade() throws SQLException {
        long project = projects.create(NEW_USER, "Thesis", "market");

        assertThatThrownBy(() -> projects.add(project, new Slide("weather", "Rain")))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("project " + project + " is not about weather");
        assertThat(number("select usage_count from users where id = " + NEW_USER))
                .isZero();
    }

    @Test
    void movesSlidesOnWhereOneIsInserted() throws SQLException {
        long project = projects.create(PRO_USER, "Pitch", "market");
        for (int i = 1; i <= 3; i++) {
            projects.add(project, new Slide("market", "made as " + i));
        }

        assertThat(projects.insert(project, 2, new Slide("market", "inserted"))).hasValue(2);
        assertThat(titles(project)).containsExactly("1 made as 1", "2 inserted", "3 made as 2", "4 made as 3");
        assertThatThrownBy(() -> projects.insert(project, 5, SLIDE))
                .hasMessage("project " + project + " has no slide 5");
    }

    /** Slides are numbered, usage covers what was made, topics and edits fit: rules over rows of several tables. */
    @AfterEach
    void keepsTheRulesOfTheData() {
        assertThat(FixtureCatalog.named("instantviz").invariants())
                .filteredOn(
                        invariant -> !invariant.id().equals("I04")) // nothing after the dataset's clock, but our rows
                .hasSize(6)
                .allSatisfy(
                        invariant -> assertThat(invariant.offenders(connection)).isEmpty());
    }

    private List<String> titles(long project) throws SQLException {
        List<String> titles = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select slide_number || ' ' || title from"
                        + " project_visualizations where project_id = " + project + " order by slide_number")) {
            while (rows.next()) {
                titles.add(rows.getString(1));
            }
        }
        return titles;
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
