package com.example.instantviz;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.NoSuchElementException;

/** The slides of a project within a transaction that edits it; whoever else edits the project waits for its end. */
record Slides(Connection connection, long project) {

    // now() is when the transaction began, and who had to wait began before who did not
    private static final String EDIT = "update projects set updated_at = greatest(updated_at, now()) where id = ?";

    private static final String COUNT = "update users u set usage_count = usage_count + 1,"
            + " updated_at = greatest(u.updated_at, now())"
            + " from projects p where p.id = ? and u.id = p.owner_id"
            + " and usage_count < case subscription_tier when 'free' then 20 when 'pro' then 2000 else 1000000 end";

    private static final String LAST = "select count(*) from project_visualizations where project_id = ?";

    private static final String PUT = "insert into project_visualizations (project_id, slide_number, title, data)"
            + " select id, ?, ?, jsonb_build_object("
            + "'type', 'mindmap', 'nodes', '[]'::jsonb, 'edges', '[]'::jsonb, 'topic', ?::text)"
            + " from projects where id = ? and jsonb_exists(topics, ?)";

    // a number is looked at when its row changes: moving on by one would meet slides that have not moved yet
    private static final String MOVE = "update project_visualizations set slide_number = slide_number + ?"
            + " where project_id = ? and slide_number > ?";
    private static final int OUT_OF_THE_WAY = 1_000_000;

    /** Begin to edit. */
    void begin() throws SQLException {
        try (PreparedStatement edit = connection.prepareStatement(EDIT)) {
            edit.setLong(1, project);
            require(edit.executeUpdate() == 1, "there is no project " + project);
        }
    }

    /** Count one more slide of the project's owner; false where their plan allows no more. */
    boolean isAllowed() throws SQLException {
        try (PreparedStatement count = connection.prepareStatement(COUNT)) {
            count.setLong(1, project);
            return count.executeUpdate() == 1;
        }
    }

    /** Tell the number of the last slide. */
    int last() throws SQLException {
        try (PreparedStatement last = connection.prepareStatement(LAST)) {
            last.setLong(1, project);
            try (ResultSet row = last.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** Move the slides from a number on by one. */
    void makeRoom(int number) throws SQLException {
        move(OUT_OF_THE_WAY, number - 1);
        move(1 - OUT_OF_THE_WAY, OUT_OF_THE_WAY);
    }

    void put(int number, Slide slide) throws SQLException {
        try (PreparedStatement put = connection.prepareStatement(PUT)) {
            put.setInt(1, number);
            put.setString(2, slide.title());
            put.setString(3, slide.topic());
            put.setLong(4, project);
            put.setString(5, slide.topic());
            require(put.executeUpdate() == 1, "project " + project + " is not about " + slide.topic());
        }
    }

    private void move(int by, int after) throws SQLException {
        try (PreparedStatement move = connection.prepareStatement(MOVE)) {
            move.setInt(1, by);
            move.setLong(2, project);
            move.setInt(3, after);
            move.executeUpdate();
        }
    }

    private static void require(boolean found, String otherwise) {
        if (!found) {
            throw new NoSuchElementException(otherwise);
        }
    }
}
