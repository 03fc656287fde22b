package org.honeyspam.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.honeyspam.config.Configuration.Anonymity;
import org.honeyspam.dialogue.Peer;

/** What Squid tells origin servers: via and forwarded_for as the operator of this one set them. */
final class SquidForwarding {
    /** A week, as Debian's refresh_pattern has it, less what it takes off. */
    private static final String MAX_AGE = "max-age=259200";

    private static final Set<String> OF_THE_HOP =
            HopByHop.and(
                    "proxy-authorization",
                    "max-forwards",
                    "via",
                    "x-forwarded-for",
                    "cache-control");

    private final String host;
    private final Anonymity anonymity;

    SquidForwarding(String host, Anonymity anonymity) {
        this.host = host;
        this.anonymity = anonymity;
    }

    List<Field> fields(RequestHead head, Peer peer) {
        SquidUrl url = SquidUrl.of(head.target);
        String authority = url == null ? "" : url.authority();
        List<Field> all = new ArrayList<>();
        boolean hosted = false;
        Set<String> ofConnection = head.items("connection");
        for (Field field : head.fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            boolean hop = OF_THE_HOP.contains(name) || ofConnection.contains(name);
            if (name.equals("host")) {
                if (!hosted) {
                    all.add(new Field("Host", authority));
                }
                hosted = true;
            } else if (name.equals("transfer-encoding")) { // It knows the length by now.
                all.add(new Field("Content-Length", "" + head.bodyBytes()));
            } else if (!hop && !(name.equals("content-length") && SquidReader.isChunked(head))) {
                all.add(field);
            }
        }
        limit(head, all);
        tell(head, peer, all);
        if (!hosted) {
            all.add(new Field("Host", authority));
        }
        if (url != null && !url.user().isEmpty() && !head.has("authorization")) {
            byte[] user = url.user().getBytes(ISO_8859_1);
            String code = Base64.getEncoder().encodeToString(user);
            all.add(new Field("Authorization", "Basic " + code));
        }
        String control = String.join(", ", head.all("cache-control"));
        all.add(new Field("Cache-Control", control.isEmpty() ? MAX_AGE : control));
        all.add(new Field("Connection", "keep-alive"));
        return all;
    }

    private static void limit(RequestHead head, List<Field> all) {
        boolean counted = head.is("TRACE") || head.is("OPTIONS");
        String said = head.said("max-forwards");
        if (counted && said.matches("\\d{1,9}")) {
            all.add(0, new Field("Max-Forwards", "" + (Integer.parseInt(said) - 1)));
        }
    }

    private void tell(RequestHead head, Peer peer, List<Field> all) {
        if (anonymity == Anonymity.ELITE) {
            head.all("via").forEach(via -> all.add(new Field("Via", via)));
            return; // As forwarded_for delete has it, nothing is said of the callers before.
        }
        List<String> via = new ArrayList<>(head.all("via"));
        via.add(head.version + " " + host + " (" + Squid.VERSION + ")");
        all.add(new Field("Via", String.join(", ", via)));
        List<String> callers = new ArrayList<>(head.all("x-forwarded-for"));
        boolean told = anonymity == Anonymity.TRANSPARENT;
        callers.add(told ? peer.source().ipText() : "unknown");
        all.add(new Field("X-Forwarded-For", String.join(", ", callers)));
    }

    /** The request as an error page repeats it. */
    static String retold(RequestHead head, String url) {
        int slashes = url.indexOf("//");
        int slash = slashes < 0 ? -1 : url.indexOf('/', slashes + 2);
        var text = new StringBuilder(head.method).append(' ');
        text.append(slash < 0 ? "" : url.substring(slash));
        text.append(" HTTP/").append(head.version).append("\r\n");
        SquidUrl read = SquidUrl.of(head.target);
        boolean length = SquidReader.length(head) != null;
        for (Field field : head.fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            String value =
                    switch (name) {
                        case "host" -> read == null ? field.value() : read.authority();
                        case "authorization", "proxy-authorization" -> "** NOT DISPLAYED **";
                        default -> field.value();
                    };
            if (!name.equals("content-length") || length) {
                text.append(field.name()).append(": ").append(value).append("\r\n");
                length &= !name.equals("content-length"); // Once is enough.
            }
        }
        return text.append("\r\n").toString();
    }
}
