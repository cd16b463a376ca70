package com.example.metaextract;

/** What came of an attempt to spend credits. */
public enum Charge {
    /** The credits are spent. */
    ACCEPTED,
    /** The same key was charged before; nothing was spent again. */
    REPLAYED,
    /** The balance is too low; nothing was spent. */
    REFUSED
}
