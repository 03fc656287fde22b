package org.honeyspam.jail;

/**
 * Something that is given up, or is not, as it was found a moment ago.
 *
 * @param note what remains, or why it does not hold
 */
public record Hold(String name, boolean holds, String note) {}
