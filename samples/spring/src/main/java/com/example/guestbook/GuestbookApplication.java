package com.example.guestbook;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A guest book. */
@SpringBootApplication
public class GuestbookApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(GuestbookApplication.class, arguments);
    }
}
