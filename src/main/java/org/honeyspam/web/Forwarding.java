package org.honeyspam.web;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.config.Network;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.dialogue.Hop;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.Sink;
import org.jspecify.annotations.Nullable;

/**
 * Finds the visitor behind web servers of our own, which forward his requests. Of anybody else the
 * fields that name one are never read.
 */
final class Forwarding {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /** An address, and the port that some add: {@code 192.0.2.7:1}, {@code [2001:db8::7]:1}. */
    private static final Pattern ENTRY =
            Pattern.compile(
                    "(\\d{1,3}(?:\\.\\d{1,3}){3})(?::\\d{1,5})?|\\[([0-9A-Fa-f:.]+)](?::\\d{1,5})?|([0-9A-Fa-f:.]+:[0-9A-Fa-f:.]*)");

    private static final Pattern PORT = Pattern.compile(".*:(\\d{1,5})");

    private final List<Network> trusted;

    Forwarding(List<Network> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    boolean trusts(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }

    /**
     * Who asks: the last one named whom we do not trust to name another. It is the front end itself
     * if it names nobody, as when it looks whether we are well, or makes no sense.
     */
    Peer visitor(RequestHead head, Peer front, Sink sink) {
        if (!trusts(front.source().ip())) {
            return front;
        }
        InetAddress found = null;
        for (String entry : entries(head).reversed()) {
            InetAddress named = address(entry);
            if (named == null) {
                Responder.odd("bad_forwarded_for", entry, sink);
                break;
            }
            found = named;
            if (!trusts(named)) {
                break;
            }
        }
        return found == null ? front : behind(front, found, head);
    }

    private static List<String> entries(RequestHead head) {
        String all = head.all("x-forwarded-for");
        List<String> entries = new ArrayList<>();
        for (String entry : all == null ? new String[0] : all.split(",", -1)) {
            if (!entry.isBlank()) {
                entries.add(entry.strip());
            }
        }
        return entries;
    }

    private static @Nullable InetAddress address(String entry) {
        Matcher parts = ENTRY.matcher(entry);
        if (!parts.matches()) {
            return null;
        }
        String literal = parts.group(1);
        for (int group = 2; literal == null; group++) {
            literal = parts.group(group);
        }
        try {
            return InetAddress.ofLiteral(literal);
        } catch (IllegalArgumentException e) {
            return null; // Digits and colons, and no address.
        }
    }

    /** His port is not known; ours is the one that he spoke to. */
    private static Peer behind(Peer front, InetAddress visitor, RequestHead head) {
        var hop = new Hop(Hop.FORWARDED_FOR, front.local(), front.source().toString());
        List<Hop> chain = new ArrayList<>(front.chain());
        chain.add(hop);
        var local = new Endpoint(front.local().ip(), port(head));
        var source = new Endpoint(visitor, 0);
        return new Peer(front.session(), front.service(), source, local, chain, front.tls());
    }

    private static int port(RequestHead head) {
        Matcher named = PORT.matcher(head.said("host"));
        int port = named.matches() ? Integer.parseInt(named.group(1)) : 0;
        boolean secure = head.said("x-forwarded-proto").equalsIgnoreCase("https");
        int usual = secure ? HTTPS_PORT : HTTP_PORT;
        return port > 0 && port <= 0xffff ? port : usual;
    }
}
