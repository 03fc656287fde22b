package org.honeyspam.config;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.honeyspam.config.TableReader.Read;
import org.tomlj.TomlPosition;

/** Finds what is wrong between keys that are each right. */
final class CrossCheck {
    private static final List<String> MAIL_SERVERS =
            List.of("sendmail", "postfix", "exim", "exchange");

    /** What a service can play; the first is what it plays if the file does not say. */
    private static final Map<String, List<String>> PERSONAS_OF =
            Map.of(
                    "web",
                    List.of("apache", "nginx", "iis"),
                    "mx",
                    MAIL_SERVERS,
                    "relay",
                    MAIL_SERVERS,
                    "proxy",
                    List.of("any-proxy", "squid", "mod-proxy", "router", "dante", "microsocks"),
                    "dns",
                    List.of("bind"));

    private final Map<String, List<Read>> tables;
    private final List<Mistake> mistakes = new ArrayList<>();

    private CrossCheck(Map<String, List<Read>> tables) {
        this.tables = tables;
    }

    static List<Mistake> of(Map<String, List<Read>> tables) {
        var check = new CrossCheck(tables);
        check.listeners();
        check.sites();
        check.ranges();
        check.traps();
        check.mistakes.addAll(DnsCheck.of(tables));
        check.mistakes.addAll(HostsCheck.of(tables));
        check.mistakes.addAll(PaceTable.check(tables));
        return check.mistakes;
    }

    /** The product that a service imitates when the file does not say. */
    static String persona(Read listener) {
        String persona = listener.text("persona");
        return persona.equals("auto") ? personas(listener).getFirst() : persona;
    }

    private static List<String> personas(Read listener) {
        return personasOf(listener.text("service"));
    }

    /** What a service can play, the usual one first. */
    static List<String> personasOf(String service) {
        return PERSONAS_OF.getOrDefault(service, List.of(""));
    }

    static Configuration.Persona personaNamed(String name) {
        return Configuration.Persona.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** All domains that addresses are made at. */
    static List<String> domains(Map<String, List<Read>> tables) {
        Set<String> domains = new LinkedHashSet<>();
        tables.getOrDefault("site", List.of()).forEach(site -> domains.add(site.text("domain")));
        tables.getOrDefault("bait", List.of()).forEach(b -> domains.addAll(b.texts("domains")));
        return List.copyOf(domains);
    }

    private void listeners() {
        List<Read> listeners = all("listener");
        boolean hosts = !all("hosts").isEmpty() || !all("host").isEmpty();
        if (listeners.isEmpty() && !hosts) {
            wrong(
                    TomlPosition.positionAt(1, 1),
                    "there is no listener",
                    "at least one [[listener]]");
        }
        List<Read> before = new ArrayList<>();
        for (Read listener : listeners) {
            List<String> possible = personas(listener);
            if (!possible.contains(persona(listener))) {
                wrong(
                        listener.place("persona"),
                        "persona: %s does not play %s"
                                .formatted(persona(listener), listener.text("service")),
                        possible.stream().map(Kind::quoted).collect(joining(" or ")));
            }
            boolean web = listener.text("service").equals("web");
            if (web && !listener.text("auth").equals("off")) {
                String what = "auth: %s has none".formatted(listener.text("service"));
                wrong(listener.place("auth"), what, "\"off\"");
            }
            if (!web && !listener.texts("forwarders").isEmpty()) {
                String what =
                        "forwarders: %s has no such field".formatted(listener.text("service"));
                wrong(listener.place("forwarders"), what, "[], or front_ends");
            }
            addresses(listener);
            for (Read other : before) {
                overlap(listener, other);
            }
            before.add(listener);
        }
        webHosts(listeners);
    }

    private void webHosts(List<Read> listeners) {
        List<String> hosts = all("site").stream().map(site -> site.text("host")).toList();
        for (Read listener : listeners) {
            if (!listener.text("service").equals("web")) {
                continue;
            }
            String host = listener.text("host");
            if (hosts.isEmpty()) {
                wrong(listener.position(), "there is no site to serve", "at least one [[site]]");
            } else if (!hosts.contains(host)) {
                wrong(
                        listener.place("host"),
                        "host: there is no site of the name %s".formatted(Kind.quoted(host)),
                        "that of a [[site]]: " + String.join(", ", hosts));
            }
        }
    }

    private void addresses(Read listener) {
        List<String> addresses = listener.texts("addresses");
        if (addresses.isEmpty()) {
            wrong(listener.place("addresses"), "addresses: there is none", "[\"*\"] for all");
        }
        boolean any = addresses.contains("*") && addresses.size() > 1;
        if (any || new HashSet<>(addresses).size() < addresses.size()) {
            wrong(
                    listener.place("addresses"),
                    "addresses: one of them is there twice",
                    "each address once, or [\"*\"] for all");
        }
    }

    private void overlap(Read listener, Read other) {
        if (listener.number("port") != other.number("port") || listener.number("port") == 0) {
            return;
        }
        Set<String> shared = new HashSet<>(listener.texts("addresses"));
        Set<String> others = new HashSet<>(other.texts("addresses"));
        boolean any = shared.contains("*") || others.contains("*");
        shared.retainAll(others);
        if (any || !shared.isEmpty()) {
            wrong(
                    listener.place("port"),
                    "port %d is taken by the listener in line %d"
                            .formatted(listener.number("port"), other.position().line()),
                    "another port or other addresses");
        }
    }

    private void sites() {
        Set<String> hosts = new HashSet<>();
        for (Read site : all("site")) {
            if (!hosts.add(site.text("host"))) {
                wrong(site.place("host"), "this host is there twice", "each host once");
            }
        }
    }

    private void ranges() {
        Read web = all("web").getFirst();
        for (String what : List.of("links", "addresses")) {
            if (web.number(what + "_min") > web.number(what + "_max")) {
                wrong(
                        web.place(what + "_min"),
                        "%s_min is more than %s_max".formatted(what, what),
                        "at most %d".formatted(web.number(what + "_max")));
            }
        }
    }

    private void traps() {
        Read bait = all("bait").getFirst();
        List<String> domains = domains(tables);
        boolean hosts = !all("hosts").isEmpty() || !all("host").isEmpty();
        if (domains.isEmpty() && (hosts || !all("listener").isEmpty())) {
            wrong(bait.position(), "no domain to make addresses at", "a [[site]] or bait.domains");
        }
        for (String trap : bait.texts("traps")) {
            if (!domains.contains(trap.substring(trap.indexOf('@') + 1))) {
                wrong(
                        bait.place("traps"),
                        "traps: %s is at none of your domains".formatted(Kind.quoted(trap)),
                        "an address at one of " + String.join(", ", domains));
            }
        }
    }

    private List<Read> all(String table) {
        return tables.getOrDefault(table, List.of());
    }

    private void wrong(TomlPosition at, String what, String right) {
        mistakes.add(new Mistake(at.line(), at.column(), what, right));
    }
}
