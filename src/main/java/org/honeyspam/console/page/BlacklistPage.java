package org.honeyspam.console.page;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.honeyspam.config.Network;
import org.honeyspam.console.Backend;
import org.honeyspam.console.sheet.Column;
import org.honeyspam.console.sheet.Filter;
import org.honeyspam.console.sheet.Sheet;
import org.honeyspam.intel.Listing;
import org.honeyspam.intel.SourceKind;
import org.jspecify.annotations.Nullable;

/** Who is listed, and why. */
public final class BlacklistPage implements Page {
    public static final String PATH = "/blacklist";

    private static final Comparator<Listing> LAST_FIRST =
            Comparator.comparing(Listing::lastSeen).reversed().thenComparing(Listing::source);

    private final Backend backend;

    public BlacklistPage(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Found find(Ask ask) throws Ask.Wrong, IOException, SQLException {
        List<Listing> chosen = new ArrayList<>();
        Network within = ask.network("within");
        String kind = ask.text("kind");
        String by = ask.text("by").toUpperCase(Locale.ROOT);
        for (Listing listing : backend.listed().all()) {
            boolean fits =
                    (within == null || within.overlaps(listing.range()))
                            && (kind.isEmpty() || has(listing, kind))
                            && (by.isEmpty() || listing.by().name().equals(by));
            if (fits) {
                chosen.add(listing);
            }
        }
        if (ask.text("order").equals("last")) {
            chosen.sort(LAST_FIRST);
        }
        Sheet sheet = sheet(chosen, Cursor.of(ask), ask.limit());
        var model =
                new ListModel(
                        "Sources that are listed: %d of %d are shown by this choice."
                                .formatted(chosen.size(), backend.listed().all().size()),
                        PATH,
                        ask.query(),
                        filters(ask),
                        List.of("score", "last"),
                        sheet);
        return new Found("blacklist.jte", "Blacklist", model, sheet);
    }

    private static List<Filter> filters(Ask ask) {
        return List.of(
                Filter.text("within", "Network", ask.text("within"), "192.0.2.0/24"),
                Filter.choice(
                        "kind",
                        "Listed as",
                        ask.text("kind"),
                        Arrays.stream(SourceKind.values()).map(SourceKind::label).toList()),
                Filter.choice(
                        "by", "Listed by", ask.text("by"), List.of("deeds", "neighbours", "hand")));
    }

    private static boolean has(Listing listing, String kind) {
        return listing.kinds().stream().anyMatch(one -> one.label().equals(kind));
    }

    /** The list is made anew all the time: the cursor is how many were shown, and it may shift. */
    private static Sheet sheet(List<Listing> listings, @Nullable Cursor after, int limit) {
        int from = after == null ? 0 : Math.clamp(after.value(), 0, listings.size());
        int to = Math.min(listings.size(), from + limit);
        var rows =
                Sheet.of(
                        Column.of("source", "Source", Column.Kind.NETWORK),
                        Column.of("score", "Score", Column.Kind.NUMBER),
                        Column.text("kinds", "Listed as"),
                        Column.text("by", "By"),
                        Column.of("reasons", "For", Column.Kind.COUNTS),
                        Column.of("first_seen", "First", Column.Kind.TIME),
                        Column.of("last_seen", "Last", Column.Kind.TIME),
                        Column.of("expires", "Until", Column.Kind.TIME),
                        Column.text("note", "Note"));
        for (Listing listing : listings.subList(from, to)) {
            rows.row(
                    listing.source(),
                    listing.score(),
                    listing.kinds().stream().map(SourceKind::label).toList(),
                    listing.by().name().toLowerCase(Locale.ROOT),
                    Map.copyOf(listing.reasons()),
                    Instant.parse(listing.firstSeen()),
                    Instant.parse(listing.lastSeen()),
                    time(listing.expires()),
                    listing.note());
        }
        return rows.build(to < listings.size() ? new Cursor(to, "").text() : null, null);
    }

    private static @Nullable Instant time(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
