package org.honeyspam.config;

import static org.honeyspam.config.Schema.key;
import static org.honeyspam.config.Schema.many;
import static org.honeyspam.config.Schema.one;
import static org.honeyspam.config.Schema.time;

import java.time.Duration;
import java.util.List;
import org.honeyspam.config.Schema.Table;

/** The keys of what visitors meet: the services on their ports. */
final class ServiceTables {
    private static final Duration TENTH = Duration.ofMillis(100);
    private static final Duration DAY = Duration.ofDays(1);

    /** With it, a server answers up to RCPT before those who check addresses give up (10 s). */
    private static final Duration GREET_PAUSE_MAX = Duration.ofSeconds(5);

    private static final Kind AUTH =
            Kind.text(
                    "\"off\", \"refuse\", \"sticky\" or one such as \"accept-after 3\"",
                    "off|refuse|sticky|accept-after [1-9][0-9]{0,3}");

    private static final long TIB = 1L << 40;
    private static final List<String> PERSONAS =
            List.of(
                    "auto",
                    "sendmail",
                    "postfix",
                    "exim",
                    "exchange",
                    "apache",
                    "nginx",
                    "iis",
                    "any-proxy",
                    "squid",
                    "mod-proxy",
                    "router",
                    "dante",
                    "microsocks",
                    "bind");

    private static final List<String> SITE_KINDS =
            List.of(
                    "auto",
                    "company",
                    "club",
                    "faculty",
                    "shop",
                    "forum",
                    "blog",
                    "list",
                    "directory");

    private ServiceTables() {}

    static List<Table> all() {
        return List.of(
                node(),
                log(),
                listener(),
                HostsTables.hosts(),
                HostsTables.host(),
                PaceTable.table(),
                limits(),
                site(),
                web(),
                SlowTable.table(),
                smtp(),
                ProxyTable.table());
    }

    private static Table node() {
        return one(
                "node",
                "This node, and where it keeps what it learns.",
                key(
                        "name",
                        Kind.text("1 to 40 letters, digits and dots", "[A-Za-z0-9.]{1,40}"),
                        "honeyspam",
                        "Name of the node; part of every event's id."),
                key(
                        "data",
                        Kind.path(),
                        ConfigurationFile.DATA,
                        "Folder of journal, mail and views."),
                key("key_file", Kind.path(), "secret.key", "File of the secret keys, mode 0600."));
    }

    private static Table log() {
        return one(
                "log",
                "Diagnostics on standard error. What visitors do is in the journal, not here.",
                key("format", Kind.choice(List.of("text", "json")), "text", "Form of a line."),
                key(
                        "level",
                        Kind.choice(List.of("error", "warn", "info", "debug")),
                        "info",
                        "How much is said."));
    }

    private static Table listener() {
        return many(
                "listener",
                "A service on a port. Repeat the table for each.",
                key(
                        "service",
                        Kind.choice(List.of("web", "mx", "relay", "proxy", "dns")),
                        null,
                        "What it plays: a site, a destination server, an open relay or proxy, a name server."),
                key(
                        "addresses",
                        Kind.listOf(Kind.ip()),
                        List.of("*"),
                        "Addresses to listen on; \"*\" is all of both families."),
                key("port", Kind.number(0, 65_535), null, "Port; 0 takes a free one."),
                key("host", Kind.hostName(), null, "Name that the imitated server gives."),
                key(
                        "persona",
                        Kind.choice(PERSONAS),
                        "auto",
                        "Product to imitate; \"auto\" is the usual one of the service."),
                key(
                        "auth",
                        AUTH,
                        "off",
                        "Whether a mail server offers AUTH, or a proxy asks for a password; sticky: a user's first is right."),
                key(
                        "tls",
                        Kind.choice(List.of("off", "starttls", "implicit")),
                        "off",
                        "Whether it speaks TLS: not, when asked (mx and relay), from the start (all)."),
                key(
                        "certificate",
                        Kind.pathOrNone(),
                        "",
                        "Certificate and its chain, in PEM; \"\" is a self-signed one of the host."),
                key("certificate_key", Kind.pathOrNone(), "", "Its key, in PEM, no password."),
                frontEnds(),
                forwarders(),
                PaceTable.ofListener(),
                connectionsMax());
    }

    private static Schema.Key connectionsMax() {
        return key(
                "connections_max",
                Kind.number(0, 1_000_000),
                0L,
                "Connections at once to each address of it, its virtual hosts included; 0: as [limits].");
    }

    private static Schema.Key frontEnds() {
        return key(
                "front_ends",
                Kind.listOf(Kind.network()),
                List.of(),
                "Networks of your own balancers that send a PROXY header, and always do.");
    }

    private static Schema.Key forwarders() {
        return key(
                "forwarders",
                Kind.listOf(Kind.network()),
                List.of(),
                "Networks of your own web servers, of which X-Forwarded-For is believed (web).");
    }

    private static Schema.Key below() {
        return key(
                "below",
                Kind.text("\"/\" or a folder such as \"/archive/\"", "/([A-Za-z0-9._~-]+/)?"),
                "/",
                "Folder that all of it is in, if it hangs below a site of yours (honeyspam entry).");
    }

    private static Table limits() {
        return one(
                "limits",
                "Bounds for all services together.",
                key("connections_max", Kind.number(1, 1_000_000), 2_000L, "Connections at once."),
                key(
                        "connections_per_source_max",
                        Kind.number(1, 1_000_000),
                        100L,
                        "Connections at once from one address."),
                key(
                        "connections_per_network_max",
                        Kind.number(1, 1_000_000),
                        500L,
                        "Connections at once from one IPv4 /24 or IPv6 /48."),
                key(
                        "accepts_per_second_max",
                        Kind.number(1, 1_000_000),
                        3_000L,
                        "Connections let in a second."),
                key(
                        "accepts_per_second_per_network_max",
                        Kind.number(1, 1_000_000),
                        300L,
                        "Of one IPv4 /24 or IPv6 /48."),
                time("session_max", TENTH, DAY, "1h", "Longest time a connection may last."),
                key(
                        "message_memory_max",
                        Kind.size(1 << 20, TIB),
                        "128MiB",
                        "Memory for all messages under way; beyond it senders get a 452."),
                PaceTable.bandwidth("bandwidth_in_max", "from all visitors together"),
                PaceTable.bandwidth("bandwidth_out_max", "to all visitors together"));
    }

    private static Table site() {
        return many(
                "site",
                "A decoy web site. Repeat the table for each.",
                key("host", Kind.hostName(), null, "Name of the site."),
                key("domain", Kind.hostName(), null, "Domain that addresses are made at."),
                key(
                        "title",
                        Kind.text("a line of 1 to 80 characters", ".{1,80}"),
                        null,
                        "Title of the site."),
                key(
                        "kind",
                        Kind.choice(SITE_KINDS),
                        "auto",
                        "What it pretends to be; \"auto\": as its title says, or as the key draws."),
                key(
                        "language",
                        Kind.choice(List.of("auto", "en", "de", "fr", "it", "es")),
                        "auto",
                        "Of its texts; \"auto\": as the host's country says, or English."),
                SlowTable.delayOfSite(),
                SlowTable.dripOfSite(),
                PaceTable.ofSite(),
                below(),
                key(
                        "certificate",
                        Kind.pathOrNone(),
                        "",
                        "For TLS on a web listener, in PEM; \"\" is a self-signed one of the host."),
                key("certificate_key", Kind.pathOrNone(), "", "Its key, in PEM, no password."),
                key(
                        "robots",
                        Kind.pathOrNone(),
                        "",
                        "File of your own lines for its robots.txt; they may not open the maze."));
    }

    private static Table web() {
        return one(
                "web",
                "The web sites and their maze.",
                key("links_min", Kind.number(1, 100), 2L, "Fewest links on a page."),
                key("links_max", Kind.number(1, 100), 20L, "Most links on a page."),
                key("addresses_min", Kind.number(0, 100), 2L, "Fewest addresses on a page."),
                key("addresses_max", Kind.number(0, 100), 20L, "Most addresses on a page."),
                obfuscated(),
                collecting(),
                texts(),
                key(
                        "request_line_max",
                        Kind.size(0, 1 << 20),
                        0L,
                        "Longest line of a request; 0 is the product's own."),
                key(
                        "header_count_max",
                        Kind.number(0, 10_000),
                        0L,
                        "Most header lines, in Apache; 0 is the product's own."),
                time(
                        "request_timeout",
                        Duration.ZERO,
                        DAY,
                        "0s",
                        "For a request to be complete; 0 is the product's own."),
                time(
                        "keep_alive_timeout",
                        Duration.ZERO,
                        DAY,
                        "0s",
                        "Between requests; 0 is the product's own."),
                key(
                        "keep_alive_requests_max",
                        Kind.number(0, 1_000_000),
                        0L,
                        "Requests on one connection; 0 is the product's own."),
                formSize());
    }

    private static Schema.Key formSize() {
        return key(
                "form_size_max",
                Kind.size(1024, 16 << 20),
                "64KiB",
                "Of what is sent with a form, that are kept; the rest is counted.");
    }

    private static Schema.Key texts() {
        return key(
                "texts",
                Kind.listOf(Kind.path()),
                List.of(),
                "Folders of your own *.txt or *.LANGUAGE.txt for the pages, beside the built-in ones.");
    }

    private static Schema.Key obfuscated() {
        return key(
                "obfuscated_percent",
                Kind.number(0, 100),
                20L,
                "Addresses of a hundred that stand as entities, in words or in a script.");
    }

    private static Schema.Key collecting() {
        return key(
                "forbid_collecting",
                Kind.truth(),
                false,
                "Whether pages and their terms say that addresses may not be collected.");
    }

    private static Table smtp() {
        return one(
                "smtp",
                "Destination servers and relays.",
                key(
                        "message_size_max",
                        Kind.size(1024, 1 << 30),
                        "10MiB",
                        "Largest message; announced as SIZE."),
                key("recipients_max", Kind.number(1, 100_000), 1_000L, "Recipients of a message."),
                time(
                        "greet_pause",
                        Duration.ZERO,
                        GREET_PAUSE_MAX,
                        "1s",
                        "Before Sendmail's banner; who speaks in it is refused. Others do not wait."),
                key(
                        "auth_mechanisms",
                        Kind.listOf(Kind.choice(List.of("PLAIN", "LOGIN", "CRAM-MD5", "NTLM"))),
                        List.of("PLAIN", "LOGIN", "NTLM"),
                        "What AUTH offers if the product has it; CRAM-MD5 and NTLM hide the password."),
                time("command_timeout", TENTH, DAY, "5m", "For the next command."),
                time("data_timeout", TENTH, DAY, "10m", "For the next piece of a message."));
    }
}
