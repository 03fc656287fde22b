package org.honeyspam.proxy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.honeyspam.config.Configuration.Anonymity;
import org.honeyspam.dialogue.Peer;

/**
 * What mod_proxy tells origin servers, with ProxyVia and RequestHeader as the operator set them.
 */
final class ModProxyForwarding {
    private static final Set<String> OF_THE_HOP =
            HopByHop.and("host", "proxy-authenticate", "content-length");

    private final String host;
    private final Anonymity anonymity;
    private final boolean asksPassword;

    ModProxyForwarding(String host, Anonymity anonymity, boolean asksPassword) {
        this.host = host;
        this.anonymity = anonymity;
        this.asksPassword = asksPassword;
    }

    List<Field> fields(RequestHead head, Wish.Fetch fetch, Peer peer) {
        Map<String, Field> merged = new LinkedHashMap<>();
        for (Field field : head.fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            boolean own = name.equals("proxy-authorization") && asksPassword;
            if (!OF_THE_HOP.contains(name) && !head.lists("connection", name) && !own) {
                add(merged, field);
            }
        }
        Field limit = merged.get("max-forwards");
        if (limit != null && limit.value().matches("\\d{1,9}")) {
            int left = Integer.parseInt(limit.value()) - 1;
            merged.put("max-forwards", new Field(limit.name(), Integer.toString(left)));
        }
        if (anonymity == Anonymity.TRANSPARENT) {
            add(merged, new Field("X-Forwarded-For", peer.source().ipText()));
        }
        if (anonymity != Anonymity.ELITE) {
            add(merged, new Field("Via", via(head, fetch.target().port())));
        }
        List<Field> all = new ArrayList<>();
        UrlParts url = UrlParts.of(head.target);
        String authority = url.authority() == null ? "" : url.authority();
        all.add(new Field("Host", authority.toLowerCase(Locale.ROOT)));
        all.addAll(merged.values());
        if (head.has("content-length") || head.has("transfer-encoding")) {
            all.add(new Field("Content-Length", Long.toString(head.bodyBytes())));
        }
        all.add(new Field("Connection", "close"));
        return all;
    }

    private static void add(Map<String, Field> merged, Field field) {
        merged.merge(
                field.name().toLowerCase(Locale.ROOT),
                field,
                (first, next) -> new Field(first.name(), first.value() + ", " + next.value()));
    }

    /** Its own name, but the port of whom it asks: so Apache has it. */
    String via(RequestHead head, int port) {
        String version = head.isSimple() ? "0.9" : head.version;
        return version + " " + host + (port == 80 ? "" : ":" + port);
    }
}
