package org.honeyspam.share;

import java.util.List;
import java.util.Locale;

/** A form in which others read the blacklist; each is loaded by the real one in a test. */
public enum ListFormat {
    PLAIN("A source a line."),
    CSV("RFC 4180, with a header: all that is known."),
    JSON("An array of objects: all that is known."),
    RBLDNSD_IP4SET("A data set of rbldnsd's: IPv4, few networks."),
    RBLDNSD_IP4TRIE("A data set of rbldnsd's: IPv4, any networks."),
    RBLDNSD_IP6TRIE("A data set of rbldnsd's: IPv6."),
    RBLDNSD_COMBINED("All zones of a DNSBL, for rbldnsd: answers as our own does."),
    POSTFIX_CIDR("An access map of Postfix's, of type cidr."),
    POSTSCREEN_CIDR("A list for postscreen_access_list, of type cidr."),
    NFTABLES("Two sets in a table of their own, for nft -f."),
    IPSET("Two sets, for ipset restore."),
    FAIL2BAN("A log, a line a source, for a filter of fail2ban's."),
    CROWDSEC("CSV for cscli decisions import."),
    HOSTS_DENY("Lines for /etc/hosts.deny."),
    DROP("As Spamhaus writes its DROP, as text."),
    DROP_NDJSON("As Spamhaus writes its DROP, a JSON object a line."),
    ABUSEIPDB("A report to AbuseIPDB in bulk: addresses seen, not networks.");

    private final String meaning;

    ListFormat(String meaning) {
        this.meaning = meaning;
    }

    /** As in the configuration and on the command line: {@code rbldnsd-ip4trie}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it is, in a few words. */
    public String meaning() {
        return meaning;
    }

    /** Whether it tells where a source is and whose. */
    public boolean tellsOrigins() {
        return this == CSV || this == JSON;
    }

    /** The labels of all. */
    public static List<String> labels() {
        return List.of(values()).stream().map(ListFormat::label).toList();
    }

    /** The one of that label. */
    public static ListFormat of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** The blacklist in this form. */
    public String text(BlacklistCopy copy) {
        var out = new StringBuilder();
        switch (this) {
            case PLAIN -> Lists.plain(copy, out);
            case CSV -> Lists.csv(copy, out);
            case JSON -> Lists.json(copy, out);
            case RBLDNSD_IP4SET -> Rbldnsd.ip4set(copy, out);
            case RBLDNSD_IP4TRIE -> Rbldnsd.ip4trie(copy, out);
            case RBLDNSD_IP6TRIE -> Rbldnsd.ip6trie(copy, out);
            case RBLDNSD_COMBINED -> Rbldnsd.combined(copy, out);
            case POSTFIX_CIDR -> MailMaps.access(copy, out);
            case POSTSCREEN_CIDR -> MailMaps.postscreen(copy, out);
            case NFTABLES -> Firewalls.nftables(copy, out);
            case IPSET -> Firewalls.ipset(copy, out);
            case FAIL2BAN -> Firewalls.fail2ban(copy, out);
            case CROWDSEC -> Firewalls.crowdsec(copy, out);
            case HOSTS_DENY -> Firewalls.hostsDeny(copy, out);
            case DROP -> Drop.text(copy, out);
            case DROP_NDJSON -> Drop.ndjson(copy, out);
            case ABUSEIPDB -> AbuseIpDb.csv(copy, out);
        }
        return out.toString();
    }
}
