package org.honeyspam.dialogue;

/** What became of a message that was to be stored. */
public enum Outcome {
    /** The message and its event are on disk and survive a crash: it may be acknowledged. */
    KEPT,
    /** Not stored, nothing recorded: no space, no memory, or the record lags behind. Temporary. */
    NO_ROOM
}
