package org.honeyspam.node;

/** The node cannot start; the message says in one line what is wrong and what would be right. */
public final class StartException extends Exception {
    private static final long serialVersionUID = 1;

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
