package org.honeyspam.config;

import static org.honeyspam.config.Schema.key;
import static org.honeyspam.config.Schema.one;
import static org.honeyspam.config.Schema.time;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.honeyspam.config.Alerts.MailTo;
import org.honeyspam.config.Alerts.Rule;
import org.honeyspam.config.Alerts.Syslog;
import org.honeyspam.config.Schema.Table;
import org.honeyspam.config.TableReader.Read;

/** The keys of the alerts, and what is wrong with where they go. */
final class AlertTable {
    private static final String NAME = "alerts";
    private static final Duration DAY = Duration.ofDays(1);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private AlertTable() {}

    static Table table() {
        List<Schema.Key> keys = new ArrayList<>(rules());
        keys.addAll(mail());
        keys.addAll(others());
        return one(
                NAME,
                "What you are told at once. Off until there is a place to tell it to.",
                keys.toArray(Schema.Key[]::new));
    }

    private static List<Schema.Key> rules() {
        List<String> all =
                Stream.of(Rule.values())
                        .filter(rule -> rule != Rule.TEST)
                        .map(Rule::label)
                        .toList();
        return List.of(
                key("rules", Kind.listOf(Kind.choice(all)), all, "What is worth telling."),
                key(
                        "campaign_size_min",
                        Kind.number(1, 1_000_000),
                        5L,
                        "Messages that a campaign has when you are told of it."),
                key(
                        "disk_used_percent_max",
                        Kind.number(3, 100),
                        90L,
                        "Of the disk that the data folder is on."),
                time(
                        "doctor_every",
                        Duration.ofSeconds(10),
                        DAY,
                        "1h",
                        "Time between two looks of the doctor; each is on record."),
                time(
                        "group_time",
                        Duration.ofSeconds(1),
                        DAY,
                        "1m",
                        "What happens within so long is told in one."),
                key("per_hour_max", Kind.number(1, 1_000), 6L, "How often each place is told."));
    }

    private static List<Schema.Key> mail() {
        return List.of(
                key("mail_to", Kind.listOf(Kind.email()), List.of(), "Who gets mail."),
                key("mail_from", HostKind.emailOrNone(), "", "From whom it is."),
                key("smart_host", HostKind.smartHost(), "", "The server that takes it."),
                key(
                        "smart_host_tls",
                        Kind.choice(List.of("auto", "starttls", "implicit")),
                        "auto",
                        "auto: if it can be. The others check the certificate."),
                key(
                        "smart_host_user",
                        Kind.text("a name of up to 255 characters, or \"\" for none", ".{0,255}"),
                        "",
                        "Who we are to it."),
                key(
                        "smart_host_password_file",
                        Kind.pathOrNone(),
                        "",
                        "File of nothing but the password."));
    }

    private static List<Schema.Key> others() {
        List<String> facilities =
                Stream.of(Syslog.Facility.values()).map(AlertTable::lower).toList();
        return List.of(
                key("webhook", HostKind.webhook(), "", "Gets a POST with JSON."),
                key(
                        "webhook_token_file",
                        Kind.pathOrNone(),
                        "",
                        "File of nothing but the token that it asks for."),
                key("syslog", HostKind.syslog(), "", "Gets RFC 5424."),
                key("syslog_facility", Kind.choice(facilities), "daemon", "Which facility."));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static Alerts of(Read alerts, Path file) {
        Set<Rule> rules = EnumSet.noneOf(Rule.class);
        alerts.texts("rules").forEach(rule -> rules.add(Rule.valueOf(upper(rule))));
        String webhook = alerts.text("webhook");
        return new Alerts(
                rules,
                (int) alerts.number("campaign_size_min"),
                (int) alerts.number("disk_used_percent_max"),
                (Duration) alerts.value("doctor_every"),
                (Duration) alerts.value("group_time"),
                (int) alerts.number("per_hour_max"),
                alerts.texts("mail_to").isEmpty() ? null : mail(alerts, file),
                webhook.isEmpty()
                        ? null
                        : new Alerts.Webhook(
                                URI.create(webhook), alerts.path("webhook_token_file", file)),
                alerts.text("syslog").isEmpty() ? null : syslog(alerts));
    }

    private static MailTo mail(Read alerts, Path file) {
        String server = alerts.text("smart_host");
        int colon = server.lastIndexOf(':');
        return new MailTo(
                alerts.texts("mail_to"),
                alerts.text("mail_from"),
                HostKind.unbracketed(server.substring(0, colon)),
                Integer.parseInt(server.substring(colon + 1)),
                MailTo.Tls.valueOf(upper(alerts.text("smart_host_tls"))),
                alerts.text("smart_host_user"),
                alerts.path("smart_host_password_file", file));
    }

    private static Syslog syslog(Read alerts) {
        URI at = URI.create(alerts.text("syslog"));
        return new Syslog(
                Syslog.Transport.valueOf(upper(at.getScheme())),
                HostKind.unbracketed(at.getHost()),
                at.getPort(),
                Syslog.Facility.valueOf(upper(alerts.text("syslog_facility"))));
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    static List<Mistake> mistakes(Map<String, List<Read>> tables, Path file) {
        Read alerts = tables.getOrDefault(NAME, List.of()).getFirst();
        List<Mistake> mistakes = new ArrayList<>();
        if (alerts.texts("mail_to").isEmpty()) {
            aimless(
                    alerts,
                    List.of("mail_from", "smart_host", "smart_host_user"),
                    "mail_to",
                    mistakes);
        } else {
            mailMistakes(alerts, mistakes);
        }
        if (alerts.text("webhook").isEmpty()) {
            aimless(alerts, List.of("webhook_token_file"), "webhook", mistakes);
        }
        String webhook = alerts.text("webhook");
        boolean here = webhook.isEmpty() || isHere(URI.create(webhook).getHost());
        if (webhook.startsWith("http:") && !here) {
            String right = "https, or http to this machine";
            mistakes.add(alerts.wrong("webhook", "others could read what it says", right));
        }
        secret(alerts, "smart_host_password_file", file, mistakes);
        secret(alerts, "webhook_token_file", file, mistakes);
        return mistakes;
    }

    /** Who sets these means to be told, and would not be. */
    private static void aimless(
            Read alerts, List<String> keys, String without, List<Mistake> mistakes) {
        for (String key : keys) {
            if (!alerts.text(key).isEmpty()) {
                mistakes.add(alerts.wrong(key, "it does nothing without " + without, without));
            }
        }
    }

    private static void mailMistakes(Read alerts, List<Mistake> mistakes) {
        String server = alerts.text("smart_host");
        if (server.isEmpty()) {
            String right = "smart_host = \"smtp.example.org:587\"";
            mistakes.add(alerts.wrong("mail_to", "there is no server that takes it", right));
        }
        if (alerts.text("mail_from").isEmpty()) {
            String right = "mail_from = \"honeyspam@example.org\"";
            mistakes.add(alerts.wrong("mail_to", "there is nobody that it is from", right));
        }
        boolean user = !alerts.text("smart_host_user").isEmpty();
        boolean password = !alerts.text("smart_host_password_file").isEmpty();
        if (user != password) {
            String key = user ? "smart_host_user" : "smart_host_password_file";
            mistakes.add(alerts.wrong(key, "there is only one of the two", "both, or none"));
        }
        boolean open = alerts.text("smart_host_tls").equals("auto");
        String host = server.substring(0, Math.max(0, server.lastIndexOf(':')));
        if (password && open && !isHere(host)) {
            String right = "smart_host_tls = \"starttls\" or \"implicit\"";
            String what = "others could read the password on its way";
            mistakes.add(alerts.wrong("smart_host_tls", what, right));
        }
    }

    private static boolean isHere(String host) {
        return LOOPBACK.contains(host);
    }

    private static void secret(Read alerts, String key, Path file, List<Mistake> mistakes) {
        Path path = alerts.path(key, file);
        if (path == null) {
            return;
        }
        try {
            if (Files.readString(path).isBlank()) {
                mistakes.add(alerts.wrong(key, path + " is empty", "a file with one line"));
            }
        } catch (IOException e) {
            String right = "a file with one line that this user may read";
            mistakes.add(alerts.wrong(key, path + " cannot be read", right));
        }
    }
}
