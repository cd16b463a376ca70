package com.example.guestbook;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Who was here, in order; nobody twice. */
@Repository
public class Guests {

    private final JdbcTemplate database;

    Guests(JdbcTemplate database) {
        this.database = database;
    }

    /** Let a guest sign, unless that was done before. */
    public void sign(String name) {
        database.update("insert into guests (name) values (?) on conflict do nothing", name);
    }

    /** Everybody who signed. */
    public List<String> names() {
        return database.queryForList("select name from guests order by id", String.class);
    }
}
