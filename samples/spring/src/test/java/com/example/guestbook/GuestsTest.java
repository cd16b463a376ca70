package com.example.guestbook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

// tag::test[]
class GuestsTest extends DatabaseTest {

    @Autowired
    private Guests guests;

    @Test
    void signOnce() {
        guests.sign("Ada");
        guests.sign("Ada");

        assertThat(guests.names()).containsExactly("Ada");
    }
}
// end::test[]
