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
        return edit(project, slides -> slides.isAllowed() ? OptionalInt.of(slides.append(slide)) : OptionalInt.empty());
    }

    /**
     * Remove a slide; those behind it move up, and its owner's usage stays what it was.
     *
     * @throws NoSuchElementException where there is no such slide
     */
    public void remove(long project, int number) throws SQLException {
        edit(project, slides -> {
            slides.remove(number);
            return number;
        });
    }

    private interface Edit<T> {
        T on(Slides slides) throws SQLException;
    }

    private <T> T edit(long project, Edit<T> edit) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Slides slides = new Slides(connection, project);
                slides.edit();
                T done = edit.on(slides);
                connection.commit();
                return done;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }
}
