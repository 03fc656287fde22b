package org.honeyspam.net;

/**
 * How a socket has its port.
 *
 * @param shared whether other sockets of ours may have the port, at addresses of their own: the
 *     kernel prefers one that names the address
 * @param free whether its address may be one that the machine has not (IP_FREEBIND)
 * @param transparent whether it takes connections to addresses that the machine has not
 *     (IP_TRANSPARENT), which needs CAP_NET_ADMIN or CAP_NET_RAW
 */
public record Binding(boolean shared, boolean free, boolean transparent) {
    /** A port of its own at an address of the machine. */
    public static final Binding PLAIN = new Binding(false, false, false);

    /** Whether a socket that is bound so does for what another needs. */
    public boolean does(Binding other) {
        return (shared || !other.shared)
                && (free || !other.free)
                && (transparent || !other.transparent);
    }
}
