package org.honeyspam.config;

import static java.util.stream.Collectors.joining;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.config.Configuration.Service;
import org.honeyspam.config.Configuration.Tls;
import org.honeyspam.config.Hosts.Door;
import org.honeyspam.config.Hosts.Offer;
import org.honeyspam.config.Hosts.Share;
import org.honeyspam.config.Kind.Wrong;
import org.jspecify.annotations.Nullable;

/** Kinds of values that say what virtual hosts offer, in words: {@code 30% relay sendmail 25}. */
final class HostsKind {
    private static final String REST = "rest";
    private static final String FILTER = "filter";
    private static final List<String> SERVICES = List.of("web", "mx", "relay", "proxy");
    private static final int PORT_MAX = 65_535;
    private static final int OFFERS_MAX = 16;
    private static final int ALL = 100;

    private HostsKind() {}

    /** What a part of the hosts offers. */
    static Kind share() {
        return new Kind(
                "a share and services, such as \"30% relay sendmail\", \"20% proxy squid|dante\" or"
                        + " \"rest web 80 443/tls, mx 25/starttls\"",
                raw -> {
                    String text = Kind.string(raw);
                    Deque<String> words = words(text);
                    int percent = percent(words.poll());
                    var offers = new ArrayList<Offer>();
                    for (String part : String.join(" ", words).split(",", -1)) {
                        offers.add(offer(words(part)));
                    }
                    onePortEach(offers);
                    return new Share(percent, offers);
                });
    }

    /** What one host offers. */
    static Kind services() {
        return new Kind(
                "a list in brackets, each a service such as \"relay sendmail\" or"
                        + " \"web nginx 80 443/tls\"",
                raw -> {
                    var offers = new ArrayList<Offer>();
                    List<?> texts =
                            (List<?>) Kind.listOf(new Kind("", Kind::string)).reading().read(raw);
                    for (Object text : texts) {
                        offers.add(offer(words((String) text)));
                    }
                    onePortEach(offers);
                    return List.copyOf(offers);
                });
    }

    /** How ports look that a host does not offer: of a hundred hosts so many filter. */
    static Kind closed(boolean ofMany) {
        String more = ofMany ? ", or of a part of the hosts such as \"filter 25%\"" : "";
        return new Kind(
                "\"reject\" (closed) or \"filter\" (no answer)" + more,
                raw -> {
                    String text = Kind.string(raw);
                    if (text.equals("reject")) {
                        return 0L;
                    }
                    if (text.equals(FILTER)) {
                        return (long) ALL;
                    }
                    boolean part = ofMany && text.startsWith(FILTER + " ");
                    int percent = part ? percent(text.substring(FILTER.length() + 1)) : Share.REST;
                    if (percent == Share.REST) {
                        throw new Wrong(Kind.quoted(text) + " will not do");
                    }
                    return (long) percent;
                });
    }

    private static Deque<String> words(String text) {
        var words = new ArrayDeque<String>();
        for (String word : text.replace(",", " , ").split(" ", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    private static int percent(@Nullable String word) throws Wrong {
        if (REST.equals(word)) {
            return Share.REST;
        }
        int percent =
                word != null && word.matches("\\d{1,3}%")
                        ? Integer.parseInt(word.substring(0, word.length() - 1))
                        : 0;
        if (percent < 1 || percent > ALL) {
            throw new Wrong(Kind.quoted(word == null ? "" : word) + " is no share of a hundred");
        }
        return percent;
    }

    private static Offer offer(Deque<String> words) throws Wrong {
        String service = words.isEmpty() ? "" : words.poll();
        if (!SERVICES.contains(service)) {
            String of = SERVICES.stream().map(Kind::quoted).collect(joining(", "));
            throw new Wrong("%s is no service of %s".formatted(Kind.quoted(service), of));
        }
        String named = words.isEmpty() || words.peek().matches("\\d.*") ? null : words.poll();
        List<String> possible = CrossCheck.personasOf(service);
        var personas = new ArrayList<Persona>();
        for (String one : named == null ? possible.subList(0, 1) : alternatives(named)) {
            if (!possible.contains(one)) {
                throw new Wrong(
                        "%s does not play %s, but %s"
                                .formatted(Kind.quoted(one), service, String.join(", ", possible)));
            }
            personas.add(CrossCheck.personaNamed(one));
        }
        var doors = new ArrayList<Door>();
        while (!words.isEmpty()) {
            doors.add(door(words.poll(), service));
        }
        return new Offer(Service.valueOf(service.toUpperCase(Locale.ROOT)), personas, doors);
    }

    private static List<String> alternatives(String text) {
        return List.of(text.split("\\|", -1));
    }

    private static Door door(String text, String service) throws Wrong {
        int slash = text.indexOf('/');
        String digits = slash < 0 ? text : text.substring(0, slash);
        int port = digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : 0;
        if (port < 1 || port > PORT_MAX) {
            throw new Wrong("%s is no port from 1 to %d".formatted(Kind.quoted(text), PORT_MAX));
        }
        boolean mail = service.equals("mx") || service.equals("relay");
        Tls tls =
                switch (slash < 0 ? "" : text.substring(slash + 1)) {
                    case "" -> Tls.OFF;
                    case "tls" -> Tls.IMPLICIT;
                    case "starttls" -> mail ? Tls.STARTTLS : null;
                    default -> null;
                };
        if (tls == null || text.endsWith("/")) {
            String right = mail ? "/tls or /starttls" : "/tls";
            throw new Wrong(
                    "%s: a port of %s ends with nothing or %s"
                            .formatted(Kind.quoted(text), service, right));
        }
        return new Door(port, tls);
    }

    private static void onePortEach(List<Offer> offers) throws Wrong {
        if (offers.size() > OFFERS_MAX) {
            throw new Wrong("these are more than %d services".formatted(OFFERS_MAX));
        }
        Set<Integer> taken = new HashSet<>();
        for (Offer offer : offers) {
            if (offer.doors().stream().map(Door::port).distinct().count() < offer.doors().size()) {
                throw new Wrong("a service has a port twice");
            }
            for (int port : offer.ports().distinct().toList()) {
                if (!taken.add(port)) {
                    throw new Wrong("two services of one host have the port " + port);
                }
            }
        }
    }
}
