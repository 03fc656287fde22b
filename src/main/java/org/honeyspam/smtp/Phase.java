package org.honeyspam.smtp;

/** What the server waits for in a session. */
enum Phase {
    GREETING(false),
    COMMANDS(true),
    AUTH(true),
    TEXT(true),
    CHUNK(true),
    STORING(false),
    SECURING(false),
    OVER(false);

    private final boolean listens;

    Phase(boolean listens) {
        this.listens = listens;
    }

    /** Whether what the client says now is heard. */
    boolean listens() {
        return listens;
    }
}
