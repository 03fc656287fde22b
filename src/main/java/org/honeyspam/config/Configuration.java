package org.honeyspam.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.honeyspam.dialogue.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * The checked configuration of a node. Paths are absolute, names lower-case, ranges in order.
 *
 * @param file it was read from
 */
public record Configuration(
        Path file,
        Node node,
        Log log,
        List<Listener> listeners,
        Hosts hosts,
        List<Pace> paces,
        Limits limits,
        List<Site> sites,
        Web web,
        Crawlers crawlers,
        Smtp smtp,
        Slow slow,
        Proxy proxy,
        Dns dns,
        Dnsbl dnsbl,
        Bait bait,
        Journal journal,
        Mail mail,
        Views views,
        Blacklist blacklist,
        List<Export> exports,
        Geo geo,
        Probe probe,
        Watch watch,
        Console console,
        Alerts alerts,
        Security security,
        List<Setting> settings) {

    /** By which names and addresses the node is known. */
    public Set<String> names() {
        Set<String> names = new HashSet<>();
        for (Listener listener : listeners) {
            names.add(listener.host());
            names.addAll(listener.addresses());
        }
        return names;
    }

    /** The pace of that name, of the file's or of those that are always there. */
    public Pace pace(String name) {
        return paces.stream().filter(pace -> pace.name().equals(name)).findFirst().orElseThrow();
    }

    /** {@code [node]}: name in event ids; data folder; file of the secret keys. */
    public record Node(String name, Path dataFolder, Path keyFile) {}

    /** {@code [log]}: diagnostics on standard error. */
    public record Log(LogFormat format, String level) {}

    /**
     * {@code [[listener]]}: one service on one port of one or more addresses.
     *
     * @param host the name the imitated server gives as its own
     * @param certificate in PEM, with its key; null for a self-signed one of the host
     * @param frontEnds networks whose connections begin with a header of the PROXY protocol
     * @param forwarders networks that say in X-Forwarded-For who is behind them
     * @param pace by its name
     * @param connectionsMax 0 for as many as the limits allow
     */
    public record Listener(
            Service service,
            List<String> addresses,
            int port,
            String host,
            Persona persona,
            Auth auth,
            Tls tls,
            @Nullable Path certificate,
            @Nullable Path certificateKey,
            List<String> frontEnds,
            List<String> forwarders,
            String pace,
            int connectionsMax) {}

    /**
     * Whether a mail server offers AUTH, and whom it lets in.
     *
     * @param tries of one address, of which the last is accepted; for {@code ACCEPT_AFTER}
     */
    public record Auth(Mode mode, int tries) {
        /** What becomes of credentials. */
        public enum Mode {
            OFF,
            REFUSE,
            ACCEPT_AFTER,
            STICKY
        }
    }

    /** Whether a listener speaks TLS: never, when asked within the protocol, or at once. */
    public enum Tls {
        OFF,
        STARTTLS,
        IMPLICIT
    }

    /** What a listener plays. */
    public enum Service {
        WEB,
        MX,
        RELAY,
        PROXY,
        DNS;

        /** As in events and in the configuration. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The imitated product; each belongs to the services it can play. */
    public enum Persona {
        SENDMAIL,
        POSTFIX,
        EXIM,
        EXCHANGE,
        APACHE,
        NGINX,
        IIS,
        SQUID,
        MOD_PROXY,
        ROUTER,
        DANTE,
        MICROSOCKS,
        /** A port where every protocol of proxies is understood: Squid's and Dante's in one. */
        ANY_PROXY,
        BIND;

        /** As in the configuration. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** {@code [limits]}: bounds that hold for all services. */
    public record Limits(
            int connectionsMax,
            int connectionsPerSourceMax,
            int connectionsPerNetworkMax,
            int acceptsPerSecondMax,
            int acceptsPerSecondPerNetworkMax,
            Duration sessionMax,
            long messageMemoryBytesMax,
            long bytesInPerSecondMax,
            long bytesOutPerSecondMax) {

        /** Without a bound for bytes. */
        public Limits(
                int connectionsMax,
                int connectionsPerSourceMax,
                int connectionsPerNetworkMax,
                int acceptsPerSecondMax,
                int acceptsPerSecondPerNetworkMax,
                Duration sessionMax,
                long messageMemoryBytesMax) {
            this(
                    connectionsMax,
                    connectionsPerSourceMax,
                    connectionsPerNetworkMax,
                    acceptsPerSecondMax,
                    acceptsPerSecondPerNetworkMax,
                    sessionMax,
                    messageMemoryBytesMax,
                    0,
                    0);
        }
    }

    /**
     * {@code [[site]]}: a decoy web site; its domain is also one that addresses are minted at.
     *
     * @param kind what it pretends to be, or {@link Site#AUTO}
     * @param language two letters, or {@link Site#AUTO}
     * @param delayMax as in {@link Slow}; null to do as all sites
     * @param dripMax likewise
     * @param pace by its name; null for that of the listener
     * @param below the folder that all of it is in, between slashes; a slash for a site of its own
     * @param certificate in PEM, with its key; null for a self-signed one of the host
     * @param robots file of lines of the operator's own for robots.txt; null if there is none
     */
    public record Site(
            String host,
            String domain,
            String title,
            String kind,
            String language,
            @Nullable Duration delayMax,
            @Nullable Duration dripMax,
            @Nullable String pace,
            String below,
            @Nullable Path certificate,
            @Nullable Path certificateKey,
            @Nullable Path robots) {
        /** Where a site begins that has its host for itself. */
        public static final String ROOT = "/";

        /** What is left to the installation's key. */
        public static final String AUTO = "auto";

        /** With a self-signed certificate, and our robots.txt. */
        public Site(String host, String domain, String title, String kind, String language) {
            this(host, domain, title, kind, language, null, null, null, ROOT, null, null, null);
        }

        /** A site of which nothing more is settled. */
        public Site(String host, String domain, String title) {
            this(host, domain, title, AUTO, AUTO);
        }
    }

    /**
     * {@code [web]}.
     *
     * @param obfuscatedPercent of the addresses, that a program cannot simply search for
     * @param collectingForbidden whether the pages say so
     * @param formBytesMax of what is sent with a form, that are kept
     */
    public record Web(
            int linksMin,
            int linksMax,
            int addressesMin,
            int addressesMax,
            int obfuscatedPercent,
            boolean collectingForbidden,
            List<Path> textFolders,
            int requestLineBytesMax,
            int headerCountMax,
            Duration requestMax,
            Duration keepAliveMax,
            int keepAliveRequestsMax,
            int formBytesMax) {}

    /**
     * {@code [crawlers]}: what is shown to those who say what they are.
     *
     * @param unknown to all who do not say, and to those who lie
     * @param list file of further crawlers; null if there is none
     * @param lookUps whether the DNS is asked for the names of crawlers' addresses
     * @param servers name servers; none for those of the machine
     */
    public record Crawlers(
            Treatment search,
            Treatment aiTraining,
            Treatment aiAssistant,
            Treatment unknown,
            @Nullable Path list,
            boolean lookUps,
            List<Endpoint> servers) {}

    /** How much of a site somebody is shown. */
    public enum Treatment {
        /** What robots may see, and nothing of the maze. */
        PASS,
        /** The maze, without addresses. */
        MAZE,
        /** The maze, with addresses. */
        ADDRESSES
    }

    /** {@code [smtp]}: destination server and relay alike. */
    public record Smtp(
            long messageBytesMax,
            int recipientsMax,
            Duration greetPause,
            List<String> authMechanisms,
            Duration commandMax,
            Duration dataMax) {}

    /**
     * {@code [proxy]}.
     *
     * @param follow whether a way to another proxy leads on into one of ours
     * @param hopsMax proxies of ours that one connection may go through
     * @param outerAddress that origin servers see; empty for the one that the peer spoke to
     * @param bodyBytesMax of what is sent to origin servers, that are kept
     */
    public record Proxy(
            int requestBytesMax,
            Duration requestMax,
            Duration connectDelay,
            boolean follow,
            int hopsMax,
            Anonymity anonymity,
            String outerAddress,
            int bodyBytesMax) {}

    /** What a proxy tells origin servers of its caller. */
    public enum Anonymity {
        /** Who he is. */
        TRANSPARENT,
        /** That there is a proxy, and not for whom it asks. */
        ANONYMOUS,
        /** Nothing. */
        ELITE
    }

    /**
     * {@code [bait]}: which addresses are made and which are taken.
     *
     * @param domains that addresses are minted at: those of the sites and more
     * @param traps further addresses that the destination server takes
     * @param catchAll whether it takes any local part at its domains
     */
    public record Bait(
            BaitStyle style,
            List<String> domains,
            List<String> traps,
            boolean catchAll,
            int addressesPerVisitMax,
            int addressesPerVisitorMax,
            int visitsRememberedMax,
            Duration visitIdleMax) {}

    /** How minted addresses look. */
    public enum BaitStyle {
        NATURAL,
        STATELESS,
        PAPER
    }

    /** {@code [journal]}. */
    public record Journal(
            int queueEventsMax, long segmentBytesMax, long keepBytesMax, Duration keepMax) {}

    /** {@code [mail]}: the message store. */
    public record Mail(
            long segmentBytesMax, long keepBytesMax, Duration keepMax, long diskFreeBytesMin) {}

    /**
     * {@code [views]}: where they are kept and for how long.
     *
     * @param database of PostgreSQL's; empty for a file of ours
     * @param passwordFile null if no password is needed
     */
    public record Views(
            String database,
            String user,
            @Nullable Path passwordFile,
            long keepBytesMax,
            Duration keepMax) {}

    /**
     * {@code [blacklist]}: networks that are never listed; how long and from what score others are.
     *
     * @param weights what a deed weighs, by its reason
     * @param thresholds from what score a source is listed as of a kind, by the kind
     * @param aggregateMin listed addresses from which their network is; 0 for never
     */
    public record Blacklist(
            List<String> allow,
            int scoreMin,
            int namedByMin,
            Duration halfLife,
            Duration expiry,
            int aggregateMin,
            Map<String, Integer> weights,
            Map<String, Integer> thresholds) {}

    /**
     * {@code [probe]}: whether the message that tests the relay is delivered.
     *
     * @param publicAddresses further addresses of ours, by which testers know us
     */
    public record Probe(
            ProbeMode mode,
            int scoreMin,
            Duration ageMax,
            List<String> publicAddresses,
            Caps caps,
            ProbeDelivery delivery) {}

    /** Who decides about a probe. */
    public enum ProbeMode {
        OFF,
        HOLD,
        FIRST
    }
}
