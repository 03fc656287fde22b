package org.honeyspam.dialogue;

/**
 * A step of the way a connection took through our own services.
 *
 * @param via how: {@code http-connect}; {@code proxy-protocol} through a front end of ours
 * @param at our end that the peer, or the front end, spoke to
 * @param target where the peer believed to be connected to, as he wrote it: {@code mx.example:25};
 *     or the front end's end of the connection
 */
public record Hop(String via, Endpoint at, String target) {}
