package dev.postgresready.cli.session;

import java.util.List;

/** The name that the launcher makes of a call, to look for a file that holds its answer. */
public final class CallName {

    /** Stands before each word, the first one too. */
    private static final String BEFORE_EACH_WORD = "+";

    private CallName() {}

    /** Name the file of a call. */
    public static String of(List<String> words) {
        StringBuilder name = new StringBuilder();
        for (String word : words) {
            name.append(BEFORE_EACH_WORD).append(word);
        }
        return name.toString();
    }
}
