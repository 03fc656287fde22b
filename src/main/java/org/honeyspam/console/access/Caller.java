package org.honeyspam.console.access;

import org.honeyspam.config.UsersFile.Role;

/**
 * Whoever asks.
 *
 * @param csrf has to come with what he changes; empty if no cookie says who he is
 */
public record Caller(String name, Role role, String csrf) {
    /** Whether he may change something. */
    public boolean isOperator() {
        return role == Role.OPERATOR;
    }
}
