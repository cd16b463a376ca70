package dev.postgresready.cli.session;

/** A command that reads its own plain options, as scripts write them, without the parser. */
public interface PlainOptions {

    /** Take a word that stands by itself; false leaves the call to the parser. */
    default boolean takes(String word) {
        return false;
    }

    /** Take an option of that name with its value; false leaves the call to the parser. */
    default boolean takes(String name, String value) {
        return false;
    }
}
