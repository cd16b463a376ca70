package com.example.mediavault;

/** What came of an upload. */
public enum Storing {
    /** The picture is stored. */
    STORED,
    /** The user had the same content already, whatever its name; nothing was stored again. */
    HAD_IT,
    /** It would be more than the user's quota; nothing was stored. */
    NO_ROOM
}
