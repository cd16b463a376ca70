package com.example.instantviz;

import static dev.postgresready.junit.PostgresAssertions.assertThat;
import static dev.postgresready.junit.PostgresAssertions.changesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postgresready.database.ReadyDatabase;
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
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With the personas of the dataset: pro-user is 4 and has projects, new-user is 9, pays nothing and has none. */
@PostgresReady(fixture = "instantviz", isolation = Isolation.METHOD)
class ProjectsTest {

    private static final long PRO_USER = 4;
    private static final long NEW_USER = 9;
    private static final Slide SLIDE = new Slide("market", "Who buys it");

    private final ReadyDatabase database;
    private final Projects projects;

    ProjectsTest(ReadyDatabase database, DataSource source) {
        this.database = database;
        this.projects = new Projects(source);
    }

    // tag::race[]
    @Test
    void stopsAFreeUserAtTwentyHoweverManySlidesAreAddedAtOnce() throws SQLException {
        long thesis = projects.create(NEW_USER, "Thesis", "market");
        long report = projects.create(NEW_USER, "Report", "market");

        assertThat(database)
                .when(32, i -> projects.add(i % 2 == 0 ? thesis : report, SLIDE).isPresent())
                .accepts(20)
                .withoutErrors()
                .leaves("select usage_count from users where id = " + NEW_USER, 20);
    }
    // end::race[]

    @Test
    void numbersSlidesWithoutGapHoweverManyAreAddedAtOnce() throws SQLException {
        long project = projects.create(PRO_USER, "Pitch", "market", "team");

        assertThat(database)
                .when(16, i -> projects.add(project, SLIDE).isPresent())
                .accepts(16)
                .withoutErrors()
                .leaves("select max(slide_number) from project_visualizations where project_id = " + project, 16);
    }

    @Test
    void changesNothingForASlideThatCannotBeMade() throws SQLException {
        long project = projects.create(NEW_USER, "Thesis", "market");

        assertThat(changesOf(
                        database,
                        () -> assertThatThrownBy(() -> projects.add(project, new Slide("weather", "Rain")))
                                .isInstanceOf(NoSuchElementException.class)
                                .hasMessage("project " + project + " is not about weather")))
                .touchedNothing();
    }

    @Test
    void movesSlidesOnWhereOneIsInserted(Connection connection) throws SQLException {
        long project = projects.create(PRO_USER, "Pitch", "market");
        for (int i = 1; i <= 3; i++) {
            projects.add(project, new Slide("market", "made as " + i));
        }

        assertThat(projects.insert(project, 2, new Slide("market", "inserted"))).hasValue(2);
        assertThat(titles(connection, project))
                .containsExactly("1 made as 1", "2 inserted", "3 made as 2", "4 made as 3");
        assertThatThrownBy(() -> projects.insert(project, 5, SLIDE))
                .hasMessage("project " + project + " has no slide 5");
    }

    /** Slides are numbered, usage covers what was made, topics and edits fit: rules over rows of several tables. */
    @AfterEach
    void keepsTheRulesOfTheData(Connection connection) {
        assertThat(FixtureCatalog.named("instantviz").invariants())
                .filteredOn(
                        invariant -> !invariant.id().equals("I04")) // nothing after the dataset's clock, but our rows
                .hasSize(6)
                .allSatisfy(
                        invariant -> assertThat(invariant.offenders(connection)).isEmpty());
    }

    private static List<String> titles(Connection connection, long project) throws SQLException {
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
}
