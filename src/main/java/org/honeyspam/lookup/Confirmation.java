package org.honeyspam.lookup;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.honeyspam.lookup.NameServers.Answer;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.Type;

/**
 * Whether an address is a domain's, there and back: its name is below the domain, and that name has
 * the address. Either alone proves nothing, since anybody names his own addresses as he likes.
 */
final class Confirmation {
    private static final int NAMES_MAX = 5;
    private static final Duration UNKNOWN_FOR = Duration.ofMinutes(5);
    private static final Duration DENIED_FOR = Duration.ofHours(1);
    private static final Duration CONFIRMED_MIN = Duration.ofMinutes(5);
    private static final Duration CONFIRMED_MAX = Duration.ofDays(1);

    private final NameServers servers;

    Confirmation(NameServers servers) {
        this.servers = servers;
    }

    /** What became of it, and for how long that holds. */
    record Finding(Outcome outcome, @Nullable String host, Duration holds) {}

    Finding of(InetAddress ip, List<String> domains) throws InterruptedException {
        String reverse = ReverseMap.fromAddress(ip).toString();
        return switch (servers.ask(reverse, Type.PTR)) {
            case Answer.Silence silence -> new Finding(Outcome.UNKNOWN, null, UNKNOWN_FOR);
            case Answer.NoDomain none -> new Finding(Outcome.DENIED, null, DENIED_FOR);
            case Answer.Found found -> back(ip, domains, found.records());
        };
    }

    private Finding back(InetAddress ip, List<String> domains, List<Record> records)
            throws InterruptedException {
        String first = null;
        Finding unsure = null;
        for (Record record : records.stream().limit(NAMES_MAX).toList()) {
            String host = ((PTRRecord) record).getTarget().toString(true).toLowerCase(Locale.ROOT);
            first = first == null ? host : first;
            if (domains.stream().noneMatch(domain -> isBelow(host, domain))) {
                continue;
            }
            Finding finding = forward(ip, host, record.getTTL());
            if (finding.outcome() == Outcome.CONFIRMED) {
                return finding;
            }
            unsure = finding.outcome() == Outcome.UNKNOWN ? finding : unsure;
        }
        return unsure == null ? new Finding(Outcome.DENIED, first, DENIED_FOR) : unsure;
    }

    private static boolean isBelow(String host, String domain) {
        return host.endsWith("." + domain) || host.equals(domain);
    }

    private Finding forward(InetAddress ip, String host, long ttlSeconds)
            throws InterruptedException {
        int type = ip.getAddress().length == 4 ? Type.A : Type.AAAA;
        return switch (servers.ask(host, type)) {
            case Answer.Silence silence -> new Finding(Outcome.UNKNOWN, host, UNKNOWN_FOR);
            case Answer.NoDomain none -> new Finding(Outcome.DENIED, host, DENIED_FOR);
            case Answer.Found found -> {
                for (Record record : found.records()) {
                    if (NameServers.address(record).equals(ip)) {
                        long ttl = Math.min(ttlSeconds, record.getTTL());
                        yield new Finding(Outcome.CONFIRMED, host, held(ttl));
                    }
                }
                yield new Finding(Outcome.DENIED, host, DENIED_FOR);
            }
        };
    }

    private static Duration held(long ttlSeconds) {
        Duration ttl = Duration.ofSeconds(ttlSeconds);
        Duration most = ttl.compareTo(CONFIRMED_MAX) > 0 ? CONFIRMED_MAX : ttl;
        return most.compareTo(CONFIRMED_MIN) < 0 ? CONFIRMED_MIN : most;
    }
}
