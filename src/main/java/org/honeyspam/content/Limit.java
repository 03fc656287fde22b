package org.honeyspam.content;

/**
 * What bounds the reading of a message, whatever its sender made it of. What a limit cut off is
 * still in the raw message, and the result says which limits did.
 */
public enum Limit {
    /** Fields of the message's own header. */
    FIELDS(500),
    FIELD_CHARS(8_000),
    /** Addresses in one field. */
    CORRESPONDENTS(100),
    HOPS(50),
    /** Entities of all levels, and levels. */
    PARTS(300),
    DEPTH(20),
    NAME_CHARS(255),
    /** What a reader would see, of all parts together. */
    TEXT_CHARS(300_000),
    HTML_CHARS(600_000),
    /** Elements within one another; deeper ones are read as if they stood beside. */
    HTML_DEPTH(256),
    /** Members listed of one archive, and bytes unpacked of a compressed one to see its members. */
    ENTRIES(500),
    UNPACKED_BYTES(4_000_000),
    LINKS(300),
    LINK_CHARS(2_000),
    ADDRESSES(200),
    PHONES(50),
    WALLETS(50),
    /** Words of the text from which a fingerprint is made. */
    WORDS(10_000);

    public final int max;

    Limit(int max) {
        this.max = max;
    }
}
