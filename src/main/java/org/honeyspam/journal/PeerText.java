package org.honeyspam.journal;

/** What a peer said, as much of it as goes on record; one character a byte. */
public final class PeerText {
    private static final int BYTES_MAX = 2_048;
    private static final int SAMPLE_BYTES_MAX = 256;

    private PeerText() {}

    /** Of what is worth recording. */
    public static String bounded(String said) {
        return said.substring(0, Math.min(said.length(), BYTES_MAX));
    }

    /** Of what only shows what kind of thing it is. */
    public static String sample(String said) {
        return said.substring(0, Math.min(said.length(), SAMPLE_BYTES_MAX));
    }
}
