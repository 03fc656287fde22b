package org.honeyspam.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.honeyspam.proxy.Origin.Kind;
import org.honeyspam.site.Site;

/** A page of a site that was made up, with the head of the server that its host seems to run. */
final class SitePage {
    private static final Pattern PROGRAM =
            Pattern.compile("\\.(php\\d?|aspx?|jsp|cgi|pl|do|cfm)$", Pattern.CASE_INSENSITIVE);
    private static final int AGENT_CHARS_MAX = 512;
    private static final int PATH_CHARS_MAX = 2_048;

    private SitePage() {}

    static Origin answer(Inside inside, Fetch fetch) {
        String host = fetch.host().toLowerCase(Locale.ROOT);
        String path = Quoting.bounded(fetch.path(), PATH_CHARS_MAX);
        path = path.startsWith("/") ? path : "/" + path;
        String agent = Quoting.bounded(fetch.userAgent(), AGENT_CHARS_MAX);
        Site.Page page = inside.page(host, path, fetch.caller(), agent, fetch.now());
        Origin origin = dressed(page, host, fetch);
        return new Origin(
                origin.kind(),
                origin.status(),
                origin.reason(),
                origin.fields(),
                origin.body(),
                page.grant());
    }

    private static Origin dressed(Site.Page page, String host, Fetch fetch) {
        Kind kind =
                switch (page.kind()) {
                    case ASSET, ROBOTS -> Kind.FILE;
                    default -> Kind.PAGE;
                };
        var entity = new Entity(page.type(), page.body());
        WebProduct product = WebProduct.of(host);
        Site.Made made = page.made();
        if (made != null) {
            var status = new Status(made.status(), made.reason());
            Origin origin = product.made(kind, status, entity, fetch);
            return new Origin(
                    kind,
                    made.status(),
                    made.reason(),
                    joined(origin.fields(), made.fields()),
                    page.body(),
                    null);
        }
        OriginHead known = FrontPage.head(host);
        if (known != null) {
            return known.answer(kind, Status.OK, entity, fetch);
        }
        boolean file = fetch.query().isEmpty() && !PROGRAM.matcher(fetch.plainPath()).find();
        return file
                ? product.file(kind, entity, page.modified(), fetch)
                : product.made(kind, Status.OK, entity, fetch);
    }

    /** The fields of a program stand in front of how long its page is. */
    private static List<Field> joined(List<Field> fields, String lines) {
        List<Field> own = new ArrayList<>();
        for (String line : lines.split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                own.add(new Field(line.substring(0, colon), line.substring(colon + 1).strip()));
            }
        }
        List<Field> all = new ArrayList<>(fields);
        all.removeIf(
                field -> own.stream().anyMatch(one -> one.name().equalsIgnoreCase(field.name())));
        int at = 0;
        while (at < all.size()
                && !all.get(at).name().toLowerCase(Locale.ROOT).startsWith("content-")) {
            at++;
        }
        all.addAll(at, own);
        return all;
    }
}
