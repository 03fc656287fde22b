package org.honeyspam.smtp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.honeyspam.config.Configuration.Persona;
import org.jspecify.annotations.Nullable;

/**
 * Whose mail server stands at a name: what the large ones run is known, with what they say; of the
 * others the name tells, if anything does.
 *
 * @param name that the server calls itself by
 * @param brand null if the product speaks for itself
 */
public record Provider(String name, Persona persona, @Nullable Brand brand) {
    private static final List<String> USUAL =
            List.of("SIZE", "8BITMIME", "STARTTLS", "AUTH", "ENHANCEDSTATUSCODES", "PIPELINING");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    private static final List<Domains> LARGE =
            List.of(
                    postfix(
                            "google.com googlemail.com gmail.com",
                            new Brand(
                                    "mx.google.com",
                                    "{host} ESMTP {id} - gsmtp",
                                    "{host} at your service, [{peer}]",
                                    List.of(
                                            "SIZE",
                                            "8BITMIME",
                                            "STARTTLS",
                                            "AUTH",
                                            "ENHANCEDSTATUSCODES",
                                            "PIPELINING",
                                            "CHUNKING",
                                            "SMTPUTF8"),
                                    "2.0.0 OK  {seconds} {id} - gsmtp")),
                    new Domains(
                            "outlook.com hotmail.com live.com office365.com msn.com",
                            Persona.EXCHANGE,
                            null),
                    postfix(
                            "yahoodns.net yahoo.com aol.com",
                            said("{host} ESMTP ready", "{host}", "ok dirdel")),
                    postfix(
                            "gmx.net gmx.com web.de kundenserver.de ionos.com",
                            said(
                                    "{host} (mxui) Nemesis ESMTP Service ready",
                                    "{host} Hello [{peer}]",
                                    "Requested mail action okay, completed: id={id}")),
                    postfix(
                            "yandex.ru yandex.net yandex.com",
                            said(
                                    "{host} ESMTP (Want to use Yandex.Mail for your domain? Visit"
                                            + " http://pdd.yandex.ru)",
                                    "{host}",
                                    "2.0.0 Ok: queued on {host} {seconds}-{id}")),
                    new Domains("mail.ru", Persona.EXIM, said("{host} ESMTP ready", null, null)),
                    postfix(
                            "qq.com",
                            said("{host} MX QQ Mail Server.", "{host}", "OK: queued as.")),
                    postfix(
                            "163.com 126.com netease.com",
                            said(
                                    "163.com Anti-spam GT for Coremail System (163com[20141201])",
                                    "mail",
                                    "Mail OK queued as {id}")),
                    new Domains(
                            "pphosted.com ppe-hosted.com",
                            Persona.SENDMAIL,
                            said("{host} ESMTP mfa-m0085300", null, null)),
                    postfix(
                            "mimecast.com",
                            said("{host} ESMTP; {date}", "{host} Hello [{peer}]", null)),
                    postfix(
                            "comcast.net",
                            said("{host} comcast ESMTP server ready", "{host} hello", null)),
                    postfix(
                            "t-online.de",
                            said(
                                    "{host} T-Online ESMTP receiver fssmtpd2025 ready.",
                                    "{host} ready.",
                                    "2.0.0 Message accepted.")));

    private static final List<Row> BY_NAME =
            List.of(
                    new Row(
                            Pattern.compile("exchange|owa|outlook|exch\\d|autodiscover"),
                            Persona.EXCHANGE),
                    new Row(
                            Pattern.compile("postfix|zimbra|mailcow|iredmail|mailgw"),
                            Persona.POSTFIX),
                    new Row(
                            Pattern.compile("exim|cpanel|plesk|hosting|vps|\\bserver\\d+"),
                            Persona.EXIM),
                    new Row(
                            Pattern.compile("(sendmail|\\.edu|\\.ac\\.[a-z]+|\\.gov|\\.mil)$"),
                            Persona.SENDMAIL));

    /** How often a product is met where nothing tells which one it is, in hundredths. */
    private static final int POSTFIX_PERCENT = 45;

    private static final int EXIM_PERCENT = 35;
    private static final int SENDMAIL_PERCENT = 12;

    /** What stands at these domains, or below them. */
    private record Domains(String names, Persona persona, @Nullable Brand brand) {}

    /** What has that in its name. */
    private record Row(Pattern part, Persona persona) {}

    private static final Map<String, Domains> BY_DOMAIN = byDomain();

    private static Map<String, Domains> byDomain() {
        var all = new HashMap<String, Domains>();
        LARGE.forEach(row -> Stream.of(row.names().split(" ")).forEach(name -> all.put(name, row)));
        return all;
    }

    private static Domains postfix(String domains, Brand brand) {
        return new Domains(domains, Persona.POSTFIX, brand);
    }

    private static Brand said(String banner, @Nullable String hello, @Nullable String taken) {
        return new Brand(null, banner, hello, USUAL, taken);
    }

    /** Whose server it is, by its name or address in lower case. */
    public static Provider of(String host) {
        int dot = -1;
        do {
            Domains large = BY_DOMAIN.get(host.substring(dot + 1));
            if (large != null) {
                return new Provider(host, large.persona(), large.brand());
            }
            dot = host.indexOf('.', dot + 1);
        } while (dot >= 0);
        for (Row row : BY_NAME) {
            if (row.part().matcher(host).find()) {
                return new Provider(host, row.persona(), null);
            }
        }
        return new Provider(name(host), drawn(host), null);
    }

    /** A server that is asked for by its address has a name that nobody gave it. */
    private static String name(String host) {
        if (!ADDRESS.matcher(host).matches()) {
            return host;
        }
        int last = Math.max(host.lastIndexOf('.'), host.lastIndexOf(':'));
        return switch (Math.floorMod(host.hashCode(), 3)) {
            case 0 -> "mail.localdomain";
            case 1 -> "srv" + host.substring(last + 1) + ".localdomain";
            default -> "localhost.localdomain";
        };
    }

    /** The same for the same host everywhere: it is one and the same server. */
    private static Persona drawn(String host) {
        int drawn = Math.floorMod(host.hashCode() * 0x9e37_79b1, 100);
        if (drawn < POSTFIX_PERCENT) {
            return Persona.POSTFIX;
        }
        if (drawn < POSTFIX_PERCENT + EXIM_PERCENT) {
            return Persona.EXIM;
        }
        return drawn < POSTFIX_PERCENT + EXIM_PERCENT + SENDMAIL_PERCENT
                ? Persona.SENDMAIL
                : Persona.EXCHANGE;
    }
}
