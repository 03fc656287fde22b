package org.honeyspam.probe;

import java.net.InetAddress;
import java.util.List;

/** Where mail for a domain goes. */
sealed interface Route {

    /** To the first of these that takes it. */
    record Hosts(List<Exchanger> exchangers) implements Route {}

    /** Nowhere, and never will. */
    record Nowhere(String status, String why) implements Route {}

    /** Nobody could tell now. */
    record Unknown(String why) implements Route {}

    /** One address of one server. */
    record Exchanger(String name, InetAddress ip, int port) {}
}
