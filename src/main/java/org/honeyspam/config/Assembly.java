package org.honeyspam.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.honeyspam.config.TableReader.Read;
import org.honeyspam.dialogue.Endpoint;
import org.jspecify.annotations.Nullable;

/** Makes the configuration of tables that were found good. */
final class Assembly {
    private final Map<String, List<Read>> tables;
    private final Path file;

    private Assembly(Map<String, List<Read>> tables, Path file) {
        this.tables = tables;
        this.file = file;
    }

    static Configuration of(Map<String, List<Read>> tables, Path file) {
        return new Assembly(tables, file).configuration();
    }

    private Configuration configuration() {
        Read node = one("node");
        Read log = one("log");
        List<Setting> settings = Setting.all(tables, file);
        return new Configuration(
                file,
                new Configuration.Node(
                        node.text("name"), path(node.text("data")), path(node.text("key_file"))),
                new Configuration.Log(
                        LogFormat.valueOf(upper(log.text("format"))), log.text("level")),
                all("listener").stream().map(this::listener).toList(),
                HostsTables.of(tables),
                PaceTable.all(all("pace")),
                limits(one("limits")),
                all("site").stream().map(this::site).toList(),
                web(one("web")),
                crawlers(one("crawlers")),
                smtp(one("smtp")),
                slow(one("slow")),
                proxy(one("proxy")),
                dns(one("dns")),
                dnsbl(one("dnsbl")),
                bait(one("bait")),
                journal(one("journal")),
                mail(one("mail")),
                views(one("views")),
                blacklist(one("blacklist")),
                all("export").stream().map(this::export).toList(),
                geo(one("geo")),
                probe(one("probe")),
                WatchTable.of(one("watch"), file),
                ConsoleTable.of(one("console"), file),
                AlertTable.of(one("alerts"), file),
                SecurityTable.of(one("security"), settings),
                settings);
    }

    private static Configuration.Limits limits(Read limits) {
        return new Configuration.Limits(
                (int) limits.number("connections_max"),
                (int) limits.number("connections_per_source_max"),
                (int) limits.number("connections_per_network_max"),
                (int) limits.number("accepts_per_second_max"),
                (int) limits.number("accepts_per_second_per_network_max"),
                time(limits, "session_max"),
                limits.number("message_memory_max"),
                limits.number("bandwidth_in_max"),
                limits.number("bandwidth_out_max"));
    }

    private static Configuration.Probe probe(Read probe) {
        return new Configuration.Probe(
                Configuration.ProbeMode.valueOf(upper(probe.text("mode"))),
                (int) probe.number("score_min"),
                time(probe, "age_max"),
                probe.texts("public_addresses"),
                new Caps(
                        probe.number("size_max"),
                        (int) probe.number("per_source_max"),
                        (int) probe.number("per_domain_max"),
                        (int) probe.number("per_hour_max"),
                        (int) probe.number("per_day_max"),
                        probe.texts("allow"),
                        probe.texts("deny")),
                new ProbeDelivery(
                        endpoints(probe, "dns"),
                        probe.text("smart_host"),
                        probe.text("local_address"),
                        time(probe, "retry_delay"),
                        time(probe, "retry_time"),
                        (Boolean) probe.value("allow_private")));
    }

    private Configuration.Listener listener(Read listener) {
        return new Configuration.Listener(
                Configuration.Service.valueOf(upper(listener.text("service"))),
                listener.texts("addresses"),
                (int) listener.number("port"),
                listener.text("host"),
                CrossCheck.personaNamed(CrossCheck.persona(listener)),
                auth(listener.text("auth")),
                Configuration.Tls.valueOf(upper(listener.text("tls"))),
                listener.path("certificate", file),
                listener.path("certificate_key", file),
                listener.texts("front_ends"),
                listener.texts("forwarders"),
                listener.text("pace"),
                (int) listener.number("connections_max"));
    }

    private static Configuration.Auth auth(String text) {
        int blank = text.indexOf(' ');
        int tries = blank < 0 ? 0 : Integer.parseInt(text.substring(blank + 1));
        String mode = upper(blank < 0 ? text : text.substring(0, blank)).replace('-', '_');
        return new Configuration.Auth(Configuration.Auth.Mode.valueOf(mode), tries);
    }

    private Configuration.Site site(Read site) {
        return new Configuration.Site(
                site.text("host"),
                site.text("domain"),
                site.text("title"),
                site.text("kind"),
                site.text("language"),
                timeOrNull(site, "delay_max"),
                timeOrNull(site, "drip_max"),
                site.text("pace").isEmpty() ? null : site.text("pace"),
                site.text("below"),
                site.path("certificate", file),
                site.path("certificate_key", file),
                site.path("robots", file));
    }

    private Configuration.Crawlers crawlers(Read crawlers) {
        return new Configuration.Crawlers(
                treatment(crawlers, "search"),
                treatment(crawlers, "ai_training"),
                treatment(crawlers, "ai_assistant"),
                treatment(crawlers, "unknown"),
                crawlers.path("list", file),
                (Boolean) crawlers.value("look_ups"),
                endpoints(crawlers, "dns"));
    }

    private static Configuration.Treatment treatment(Read table, String key) {
        return Configuration.Treatment.valueOf(upper(table.text(key)));
    }

    private Configuration.Web web(Read web) {
        return new Configuration.Web(
                (int) web.number("links_min"),
                (int) web.number("links_max"),
                (int) web.number("addresses_min"),
                (int) web.number("addresses_max"),
                (int) web.number("obfuscated_percent"),
                (Boolean) web.value("forbid_collecting"),
                web.texts("texts").stream().map(this::path).toList(),
                (int) web.number("request_line_max"),
                (int) web.number("header_count_max"),
                time(web, "request_timeout"),
                time(web, "keep_alive_timeout"),
                (int) web.number("keep_alive_requests_max"),
                (int) web.number("form_size_max"));
    }

    private static Slow slow(Read slow) {
        return new Slow(
                (int) slow.number("from_page"),
                time(slow, "delay_max"),
                time(slow, "drip_max"),
                (int) slow.number("answers_at_once_max"));
    }

    private static Configuration.Smtp smtp(Read smtp) {
        return new Configuration.Smtp(
                smtp.number("message_size_max"),
                (int) smtp.number("recipients_max"),
                time(smtp, "greet_pause"),
                smtp.texts("auth_mechanisms"),
                time(smtp, "command_timeout"),
                time(smtp, "data_timeout"));
    }

    private static Configuration.Proxy proxy(Read proxy) {
        return new Configuration.Proxy(
                (int) proxy.number("request_max"),
                time(proxy, "request_timeout"),
                time(proxy, "connect_delay"),
                (Boolean) proxy.value("follow"),
                (int) proxy.number("hops_max"),
                Configuration.Anonymity.valueOf(upper(proxy.text("anonymity"))),
                proxy.text("outer_address"),
                (int) proxy.number("body_size_max"));
    }

    private static Dns dns(Read dns) {
        return new Dns(
                dns.texts("name_servers"),
                dns.texts("addresses"),
                networks(dns, "ranges"),
                (int) dns.number("addresses_per_name"),
                time(dns, "address_ttl"),
                time(dns, "ttl"),
                time(dns, "burnt_after"),
                dns.text("spf"),
                dns.text("dmarc"),
                dns.texts("authorities"),
                (Boolean) dns.value("wildcards"),
                (int) dns.number("answers_max"),
                (Boolean) dns.value("look_ups"),
                endpoints(dns, "servers"));
    }

    private static Dnsbl dnsbl(Read dnsbl) {
        return new Dnsbl(
                dnsbl.text("zone"),
                dnsbl.text("http_zone"),
                dnsbl.texts("http_keys"),
                networks(dnsbl, "clients"),
                time(dnsbl, "ttl"),
                time(dnsbl, "negative_ttl"),
                dnsbl.text("link"));
    }

    private static List<Network> networks(Read table, String key) {
        return table.texts(key).stream().map(Network::of).toList();
    }

    private Configuration.Bait bait(Read bait) {
        return new Configuration.Bait(
                Configuration.BaitStyle.valueOf(upper(bait.text("style"))),
                CrossCheck.domains(tables),
                bait.texts("traps"),
                (Boolean) bait.value("catch_all"),
                (int) bait.number("addresses_per_visit_max"),
                (int) bait.number("addresses_per_visitor_max"),
                (int) bait.number("visits_remembered_max"),
                time(bait, "visit_timeout"));
    }

    private static Configuration.Journal journal(Read journal) {
        return new Configuration.Journal(
                (int) journal.number("queue_events_max"),
                journal.number("segment_size"),
                journal.number("keep_size"),
                time(journal, "keep_time"));
    }

    private static Configuration.Mail mail(Read mail) {
        return new Configuration.Mail(
                mail.number("segment_size"),
                mail.number("keep_size"),
                time(mail, "keep_time"),
                mail.number("disk_free_min"));
    }

    private Configuration.Views views(Read views) {
        return new Configuration.Views(
                views.text("database"),
                views.text("user"),
                views.path("password_file", file),
                views.number("keep_size"),
                time(views, "keep_time"));
    }

    private Configuration.Blacklist blacklist(Read blacklist) {
        return new Configuration.Blacklist(
                blacklist.texts("allow"),
                (int) blacklist.number("score_min"),
                (int) blacklist.number("named_by_min"),
                time(blacklist, "half_life"),
                time(blacklist, "expiry"),
                (int) blacklist.number("aggregate_min"),
                numbers(one("weights")),
                numbers(one("thresholds")));
    }

    private Export export(Read export) {
        return new Export(
                export.text("format"),
                path(export.text("file")),
                export.texts("kinds"),
                (int) export.number("score_min"),
                time(export, "interval_min"));
    }

    private Geo geo(Read geo) {
        return new Geo(geo.path("country_file", file), geo.path("asn_file", file));
    }

    private static Map<String, Integer> numbers(Read table) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        table.values().keySet().forEach(key -> numbers.put(key, (int) table.number(key)));
        return numbers;
    }

    private Path path(String text) {
        return file.resolveSibling(text).normalize();
    }

    private static List<Endpoint> endpoints(Read table, String key) {
        return ((List<?>) table.value(key)).stream().map(Endpoint.class::cast).toList();
    }

    private static Duration time(Read table, String key) {
        return (Duration) table.value(key);
    }

    private static @Nullable Duration timeOrNull(Read table, String key) {
        return table.value(key) instanceof Duration time ? time : null;
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private Read one(String table) {
        return all(table).getFirst();
    }

    private List<Read> all(String table) {
        return tables.getOrDefault(table, List.of());
    }
}
