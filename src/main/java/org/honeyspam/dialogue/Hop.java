package org.honeyspam.dialogue;

/**
 * A step of the way a connection took through our own services.
 *
 * @param via how: {@code http-connect}
 * @param at our end that the peer spoke to
 * @param target where the peer believed to be connected to, as he wrote it: {@code mx.example:25}
 */
public record Hop(String via, Endpoint at, String target) {}
