package com.example.mediavault;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** The moment at which the dataset was drawn: what ends around it is there at every size. */
final class Day {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-05T12:00:00Z"), ZoneOffset.UTC);

    private Day() {}
}
