package org.honeyspam.dialogue;

/**
 * A step of the way a connection took through our own services.
 *
 * @param via how: {@code http-connect}, {@code socks4}, {@code socks4a}, {@code socks5}; {@code
 *     proxy-protocol} or {@code x-forwarded-for} through a front end of ours
 * @param at our end that the peer, or the front end, spoke to
 * @param target where the peer believed to be connected to, as he wrote it: {@code mx.example:25};
 *     or the front end's end of the connection
 */
public record Hop(String via, Endpoint at, String target) {
    public static final String PROXY_PROTOCOL = "proxy-protocol";
    public static final String FORWARDED_FOR = "x-forwarded-for";

    /** Whether it is of a front end of ours: no peer asked for it. */
    public boolean isOfFrontEnd() {
        return via.equals(PROXY_PROTOCOL) || via.equals(FORWARDED_FOR);
    }

    /** As in the record: {@code socks5 192.0.2.1:1080 mx.example:25}. */
    public String text() {
        return "%s %s %s".formatted(via, at, target);
    }
}
