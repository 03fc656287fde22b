package org.honeyspam.dialogue;

/**
 * Names a stored message by what is in it.
 *
 * @param sha256 of the bytes, in lower-case hexadecimal
 * @param sizeBytes length as received, without transparency dots and the final dot
 */
public record Content(String sha256, long sizeBytes) {}
