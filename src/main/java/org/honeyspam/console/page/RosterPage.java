package org.honeyspam.console.page;

import java.io.IOException;
import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.honeyspam.config.Network;
import org.honeyspam.console.Backend;
import org.honeyspam.console.Desk;
import org.honeyspam.console.sheet.Column;
import org.honeyspam.console.sheet.Filter;
import org.honeyspam.console.sheet.Sheet;
import org.honeyspam.geo.Origin;
import org.honeyspam.geo.Origins;
import org.honeyspam.intel.Part;
import org.honeyspam.intel.Roster;
import org.honeyspam.intel.Roster.Order;
import org.jspecify.annotations.Nullable;

/** The hosts that play one part: harvesters, senders, users of proxies, and others. */
public final class RosterPage implements Page {
    private final Part part;
    private final String path;
    private final String title;
    private final String about;
    private final Desk desk;
    private final Backend backend;

    private RosterPage(
            Part part, String path, String title, String about, Desk desk, Backend backend) {
        this.part = part;
        this.path = path;
        this.title = title;
        this.about = about;
        this.desk = desk;
        this.backend = backend;
    }

    /** One for each part. */
    public static List<RosterPage> all(Desk desk, Backend backend) {
        return List.of(
                new RosterPage(
                        Part.HARVESTER,
                        "/harvesters",
                        "Harvesters",
                        "Hosts that took addresses from the maze, or guessed them.",
                        desk,
                        backend),
                new RosterPage(
                        Part.SENDER,
                        "/senders",
                        "Senders",
                        "Hosts that sent mail: to addresses of ours, or through the relay.",
                        desk,
                        backend),
                new RosterPage(
                        Part.PROXY_USER,
                        "/proxy-users",
                        "Users of proxies",
                        "Hosts that used an open proxy.",
                        desk,
                        backend),
                new RosterPage(
                        Part.PASSWORD_GUESSER,
                        "/password-guessers",
                        "Guessers of passwords",
                        "Hosts that tried to log in.",
                        desk,
                        backend),
                new RosterPage(
                        Part.FORM_SPAMMER,
                        "/form-spammers",
                        "Spammers of forms",
                        "Hosts that filled in forms of the sites.",
                        desk,
                        backend),
                new RosterPage(
                        Part.SCANNER,
                        "/scanners",
                        "Scanners",
                        "Hosts that looked for what those look for who break in.",
                        desk,
                        backend));
    }

    public String path() {
        return path;
    }

    @Override
    public Found find(Ask ask) throws Ask.Wrong, IOException, SQLException {
        Order order = ask.text("order").equals("count") ? Order.COUNT : Order.LAST;
        Network within = ask.network("within");
        Instant since = ask.time("since");
        String country = ask.text("country").toUpperCase(Locale.ROOT);
        Cursor after = Cursor.of(ask);
        var choice =
                new Roster.Choice(
                        part,
                        order,
                        within,
                        since,
                        after == null ? null : new Roster.Place(after.value(), after.id()),
                        ask.limit());
        Roster.Page page = desk.ask(views -> views.roster().page(choice));
        List<Filter> filters = new ArrayList<>();
        filters.add(Filter.text("within", "Network", ask.text("within"), "192.0.2.0/24"));
        filters.add(Filter.text("since", "Since", ask.text("since"), "2026-11-26"));
        filters.add(Filter.text("country", "Country", ask.text("country"), "DE"));
        Sheet sheet = sheet(page, country);
        var model =
                new ListModel(about, path, ask.query(), filters, List.of("last", "count"), sheet);
        return new Found("list.jte", title, model, sheet);
    }

    private Sheet sheet(Roster.Page page, String country) throws IOException {
        Origins origins = backend.origins();
        var rows =
                Sheet.of(
                        Column.of("ip", "Host", Column.Kind.IP),
                        Column.text("origin", "From"),
                        Column.of("first", "First", Column.Kind.TIME),
                        Column.of("last", "Last", Column.Kind.TIME),
                        Column.of("count", "Deeds", Column.Kind.NUMBER),
                        Column.of("deeds", "What", Column.Kind.COUNTS));
        for (Roster.Host host : page.hosts()) {
            Origin origin = origins.of(InetAddress.ofLiteral(host.ip()));
            if (country.isEmpty() || country.equals(origin.country())) {
                rows.row(
                        host.ip(),
                        origin.text(),
                        host.first(),
                        host.last(),
                        host.count(),
                        Map.copyOf(host.deeds()));
            }
        }
        return rows.build(cursor(page), null);
    }

    private static @Nullable String cursor(Roster.Page page) {
        Roster.Place next = page.next();
        return next == null ? null : new Cursor(next.value(), next.ip()).text();
    }
}
