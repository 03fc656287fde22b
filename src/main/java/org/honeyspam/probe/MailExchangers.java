package org.honeyspam.probe;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.honeyspam.config.ProbeDelivery;
import org.honeyspam.lookup.NameServers;
import org.honeyspam.lookup.NameServers.Answer;
import org.honeyspam.probe.Route.Exchanger;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/** Asks the DNS which servers take the mail of a domain (RFC 5321 section 5.1). */
final class MailExchangers {
    private static final int SMTP_PORT = 25;
    private static final int HOSTS_MAX = 5;
    private static final int ADDRESSES_MAX = 10;
    private static final NameServers.Patience PATIENCE =
            new NameServers.Patience(Duration.ofSeconds(5), Duration.ofSeconds(20));

    private final ProbeDelivery settings;
    private final Destinations destinations;
    private final NameServers servers;

    MailExchangers(ProbeDelivery settings, Destinations destinations) {
        this.settings = settings;
        this.destinations = destinations;
        this.servers = new NameServers(settings.servers(), PATIENCE);
    }

    Route of(String domain) throws InterruptedException {
        String smartHost = settings.smartHost();
        return smartHost.isEmpty() ? exchangers(domain) : smartHost(smartHost);
    }

    /** The operator named it: it may stand anywhere. */
    private Route smartHost(String text) throws InterruptedException {
        int colon = text.lastIndexOf(':');
        int port = Integer.parseInt(text.substring(colon + 1));
        String host = text.substring(0, colon).replaceAll("[\\[\\]]", "");
        if (host.matches("[0-9.]+") || host.indexOf(':') >= 0) {
            return new Route.Hosts(List.of(new Exchanger(host, InetAddress.ofLiteral(host), port)));
        }
        List<Exchanger> found = new ArrayList<>();
        String silence = addresses(host, port, found);
        boolean unknown = found.isEmpty();
        return unknown
                ? new Route.Unknown("%s has no address: %s".formatted(host, silence))
                : new Route.Hosts(found);
    }

    private Route exchangers(String domain) throws InterruptedException {
        return switch (servers.ask(domain, Type.MX)) {
            case Answer.Silence silence -> new Route.Unknown(silence.why());
            case Answer.NoDomain none ->
                    new Route.Nowhere("5.1.2", "the domain %s is not there".formatted(domain));
            case Answer.Found found when found.records().isEmpty() ->
                    reachable(domain, List.of(domain));
            case Answer.Found found -> {
                List<MXRecord> records =
                        found.records().stream().map(record -> (MXRecord) record).toList();
                // RFC 7505
                boolean none = records.stream().allMatch(mx -> mx.getTarget().equals(Name.root));
                yield none
                        ? new Route.Nowhere("5.1.10", "%s takes no mail".formatted(domain))
                        : reachable(domain, inOrder(records));
            }
        };
    }

    /** By preference; those of the same in any order. */
    private static List<String> inOrder(List<MXRecord> records) {
        List<MXRecord> mixed = new ArrayList<>(records);
        Collections.shuffle(mixed);
        return mixed.stream()
                .sorted(Comparator.comparingInt(MXRecord::getPriority))
                .filter(mx -> !mx.getTarget().equals(Name.root))
                .map(mx -> mx.getTarget().toString(true))
                .limit(HOSTS_MAX)
                .toList();
    }

    private Route reachable(String domain, List<String> hosts) throws InterruptedException {
        List<Exchanger> all = new ArrayList<>();
        String silence = "";
        for (String host : hosts) {
            String why = addresses(host, SMTP_PORT, all);
            silence = why.isEmpty() ? silence : why;
        }
        List<Exchanger> reachable =
                all.stream()
                        .filter(one -> destinations.mayReach(one.ip()))
                        .limit(ADDRESSES_MAX)
                        .toList();
        if (!reachable.isEmpty()) {
            return new Route.Hosts(reachable);
        }
        if (!silence.isEmpty()) {
            return new Route.Unknown(silence);
        }
        String why = all.isEmpty() ? "no server of %s has an address" : "%s leads to us or nowhere";
        return new Route.Nowhere("5.4.4", why.formatted(domain));
    }

    /** Adds the addresses of a host; says why there may be more, or nothing. */
    private String addresses(String host, int port, List<Exchanger> found)
            throws InterruptedException {
        String silence = "";
        for (int type : new int[] {Type.A, Type.AAAA}) {
            switch (servers.ask(host, type)) {
                case Answer.Found answer ->
                        answer.addresses().forEach(ip -> found.add(new Exchanger(host, ip, port)));
                case Answer.Silence nobody -> silence = nobody.why();
                case Answer.NoDomain none -> {
                    return silence;
                }
            }
        }
        return silence;
    }
}
