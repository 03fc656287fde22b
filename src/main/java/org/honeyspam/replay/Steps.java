package org.honeyspam.replay;

/** Is told how far the work is. */
public interface Steps {
    /** So many lines or messages are a step. */
    int EVERY = 500;

    void at(long count, long bytesLeft);
}
