package org.honeyspam.node;

import org.jspecify.annotations.Nullable;

/** The node cannot start; the message says in one line what is wrong and what would be right. */
public final class StartException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean ofConfiguration;

    public StartException(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    /**
     * @param ofConfiguration whether the configuration must be changed
     */
    StartException(String message, @Nullable Throwable cause, boolean ofConfiguration) {
        super(message, cause);
        this.ofConfiguration = ofConfiguration;
    }

    /** Whether the configuration must be changed. */
    public boolean isOfConfiguration() {
        return ofConfiguration;
    }
}
