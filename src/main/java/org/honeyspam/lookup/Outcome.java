package org.honeyspam.lookup;

/** What the DNS says of somebody's claim to be of a domain. */
public enum Outcome {
    /** Nothing yet. */
    ASKED,
    CONFIRMED,
    DENIED,
    /** It cannot tell. */
    UNKNOWN
}
