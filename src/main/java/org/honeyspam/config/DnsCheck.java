package org.honeyspam.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.honeyspam.config.TableReader.Read;

/** Finds what is wrong between the name server's listeners, its zones and the decoy domains. */
final class DnsCheck {
    private final Map<String, List<Read>> tables;
    private final List<Mistake> mistakes = new ArrayList<>();

    private DnsCheck(Map<String, List<Read>> tables) {
        this.tables = tables;
    }

    static List<Mistake> of(Map<String, List<Read>> tables) {
        var check = new DnsCheck(tables);
        check.listeners();
        check.zones();
        return check.mistakes;
    }

    private List<Read> servers() {
        return tables.getOrDefault("listener", List.of()).stream()
                .filter(listener -> listener.text("service").equals("dns"))
                .toList();
    }

    /** Datagrams have no session that TLS or a header could begin. */
    private void listeners() {
        for (Read listener : servers()) {
            if (!listener.text("auth").equals("off")) {
                wrong(listener, "auth", "auth: dns has none", "\"off\"");
            }
            if (!listener.text("tls").equals("off")) {
                wrong(listener, "tls", "tls: dns has none", "\"off\"");
            }
            if (!listener.texts("front_ends").isEmpty()) {
                wrong(listener, "front_ends", "front_ends: a datagram has no such header", "[]");
            }
        }
    }

    private void zones() {
        Read dnsbl = tables.getOrDefault("dnsbl", List.of()).getFirst();
        String zone = dnsbl.text("zone");
        String httpZone = dnsbl.text("http_zone");
        for (String key : List.of("zone", "http_zone")) {
            String name = dnsbl.text(key);
            if (name.isEmpty()) {
                continue;
            }
            if (servers().isEmpty()) {
                String what = "%s: nobody answers for %s".formatted(key, name);
                wrong(dnsbl, key, what, "a [[listener]] with service = \"dns\"");
            }
            if (CrossCheck.domains(tables).contains(name)) {
                String what = "%s: %s is a decoy domain".formatted(key, name);
                wrong(dnsbl, key, what, "a name below it, such as \"bl." + name + "\"");
            }
        }
        boolean within = httpZone.equals(zone) || httpZone.endsWith("." + zone);
        if (!zone.isEmpty() && !httpZone.isEmpty() && (within || zone.endsWith("." + httpZone))) {
            wrong(
                    dnsbl,
                    "http_zone",
                    "http_zone: one of %s and %s is within the other".formatted(zone, httpZone),
                    "two names side by side");
        }
        if (httpZone.isEmpty() && !dnsbl.texts("http_keys").isEmpty()) {
            wrong(dnsbl, "http_keys", "http_keys: there is no http_zone", "[], or an http_zone");
        }
    }

    private void wrong(Read table, String key, String what, String right) {
        var at = table.place(key);
        mistakes.add(new Mistake(at.line(), at.column(), what, right));
    }
}
