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

    private static final String APPEND = "insert into project_visualizations (project_id, slide_number, title, data)"
            + " select p.id, (select count(*) + 1 from project_visualizations where project_id = p.id), ?,"
            + " jsonb_build_object('type', 'mindmap', 'nodes', '[]'::jsonb, 'edges', '[]'::jsonb, 'topic', ?::text)"
            + " from projects p where p.id = ? and jsonb_exists(p.topics, ?) returning slide_number";

    private static final String REMOVE = "delete from project_visualizations where project_id = ? and slide_number = ?";

    // a number is looked at when its row changes: moving up by one would meet slides that have not moved yet
    private static final String MOVE = "update project_visualizations set slide_number = slide_number + ?"
            + " where project_id = ? and slide_number > ?";
    private static final int OUT_OF_THE_WAY = 1_000_000;

    /** Begin to edit. */
    void edit() throws SQLException {
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

    int append(Slide slide) throws SQLException {
        try (PreparedStatement append = connection.prepareStatement(APPEND)) {
            append.setString(1, slide.title());
            append.setString(2, slide.topic());
            append.setLong(3, project);
            append.setString(4, slide.topic());
            try (ResultSet row = append.executeQuery()) {
                require(row.next(), "project " + project + " is not about " + slide.topic());
                return row.getInt(1);
            }
        }
    }

    void remove(int number) throws SQLException {
        try (PreparedStatement remove = connection.prepareStatement(REMOVE)) {
            remove.setLong(1, project);
            remove.setInt(2, number);
            require(remove.executeUpdate() == 1, "project " + project + " has no slide " + number);
        }
        move(OUT_OF_THE_WAY, number);
        move(-OUT_OF_THE_WAY - 1, OUT_OF_THE_WAY);
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
