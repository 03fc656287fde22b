package org.honeyspam.net;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/** The addresses that this machine has now, but for those that mean something on one link only. */
public final class OwnAddresses {
    private OwnAddresses() {}

    /** All of them; those of loopback last. */
    public static List<InetAddress> all() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(ip -> !ip.isLinkLocalAddress() && !ip.isMulticastAddress())
                .distinct()
                .sorted(java.util.Comparator.comparing(InetAddress::isLoopbackAddress))
                .toList();
    }

    /** Those by which others can reach it; those of loopback where there are no others. */
    public static List<InetAddress> reachable() throws SocketException {
        List<InetAddress> all = all();
        List<InetAddress> far = all.stream().filter(ip -> !ip.isLoopbackAddress()).toList();
        return far.isEmpty() ? all : far;
    }
}
