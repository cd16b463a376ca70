package com.example.guestbook;

import dev.postgresready.database.ConnectionInfo;
import dev.postgresready.junit.PostgresReady;
import dev.postgresready.request.Isolation;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.annotation.Transactional;

/** What test classes with a database inherit. Spring makes one context for all of them, and keeps it. */
// tag::base[]
@PostgresReady(isolation = Isolation.SHARED) // one database, which lives as long as the context that Spring keeps
@SpringBootTest
@Transactional // Spring rolls back what each test does
abstract class DatabaseTest {

    private static ConnectionInfo info;

    @BeforeAll
    static void connect(ConnectionInfo given) {
        info = given;
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", () -> info.plainJdbcUrl());
        properties.add("spring.datasource.username", () -> info.user());
        properties.add("spring.datasource.password", () -> info.password().orElse(null));
        properties.add("spring.flyway.enabled", () -> "false"); // the migrations are applied already
    }
}
// end::base[]
