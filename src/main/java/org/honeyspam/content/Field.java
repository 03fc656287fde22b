package org.honeyspam.content;

/**
 * A field of a header.
 *
 * @param name as it was written
 * @param value unfolded and decoded (RFC 2047)
 * @param raw unfolded only
 */
public record Field(String name, String value, String raw) {
    boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }
}
