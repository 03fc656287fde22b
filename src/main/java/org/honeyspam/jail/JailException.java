package org.honeyspam.jail;

/** Something cannot be given up; the message says what, and why. */
public final class JailException extends Exception {
    private static final long serialVersionUID = 1;

    public JailException(String message) {
        super(message);
    }
}
