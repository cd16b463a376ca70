package com.example.instantviz;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import javax.sql.DataSource;

/** Adds slides to projects, numbered without gaps, within what the owner's plan allows. Thread-safe. */
public final class Projects {

    private static final String CREATE =
            "insert into projects (owner_id, title, topics)" + " values (?, ?, to_jsonb(?::text[])) returning id";

    private final DataSource source;

    public Projects(DataSource source) {
        this.source = source;
    }

    /** Create a project without slides. */
    public long create(long owner, String title, String... topics) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement create = connection.prepareStatement(CREATE)) {
            create.setLong(1, owner);
            create.setString(2, title);
            create.setArray(3, connection.createArrayOf("text", topics));
            try (ResultSet row = create.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /**
     * Add a slide after the last one and tell its number; empty where the owner's plan allows no more.
     *
     * @throws NoSuchElementException where there is no such project, or it is not about that topic
     */
    public OptionalInt add(long project, Slide slide) throws SQLException {
        return edit(project, slides -> put(slides, slides.last() + 1, slide));
    }

    /**
     * Insert a slide before the one that has the number now; that one and those behind it move on.
     *
     * @throws NoSuchElementException where there is no such project or slide, or it is not about that topic
     */
    public OptionalInt insert(long project, int number, Slide slide) throws SQLException {
        return edit(project, slides -> {
            if (number < 1 || number > slides.last()) {
                throw new NoSuchElementException("project " + project + " has no slide " + number);
            }
            slides.makeRoom(number);
            return put(slides, number, slide);
        });
    }

    private static OptionalInt put(Slides slides, int number, Slide slide) throws SQLException {
        if (!slides.isAllowed()) {
            return OptionalInt.empty();
        }
        slides.put(number, slide);
        return OptionalInt.of(number);
    }

    private interface Edit {
        OptionalInt on(Slides slides) throws SQLException;
    }

    private OptionalInt edit(long project, Edit edit) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Slides slides = new Slides(connection, project);
                slides.begin();
                OptionalInt number = edit.on(slides);
                if (number.isPresent()) {
                    connection.commit();
                }
                return number;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }
}
