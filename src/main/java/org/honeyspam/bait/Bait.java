package org.honeyspam.bait;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.honeyspam.bait.Visits.Given;
import org.honeyspam.bait.Visits.Terms;
import org.honeyspam.bait.Visits.Visit;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.BaitStyle;
import org.jspecify.annotations.Nullable;

/** Gives addresses to visitors, a bounded number each, and knows its own when they come back. */
public final class Bait {
    /** Some two megabytes: all that the last few hundred visits see. */
    private static final int MINTED_REMEMBERED_MAX = 16_384;

    /** Odd, and its bits without order: each bit of a number comes to matter for the upper ones. */
    private static final int SPREAD = 0x9e3779b1;

    private static final Map<BaitStyle, Style> STYLES =
            new EnumMap<>(
                    Map.of(
                            BaitStyle.NATURAL, new Natural(),
                            BaitStyle.STATELESS, new Stateless(),
                            BaitStyle.PAPER, new Paper()));

    private final KeyRing keys;
    private final Configuration.Bait settings;
    private final SerialSource serials;
    private final Set<String> domains;
    private final List<String> sites;
    private final Terms terms;
    private final Visits visits;
    private final Minted minted;

    /**
     * @param sites names of the sites, which an address may carry
     */
    public Bait(
            KeyRing keys, Configuration.Bait settings, List<String> sites, SerialSource serials) {
        this(keys, settings, sites, serials, new Visits(), new Minted(MINTED_REMEMBERED_MAX));
    }

    private Bait(
            KeyRing keys,
            Configuration.Bait settings,
            List<String> sites,
            SerialSource serials,
            Visits visits,
            Minted minted) {
        this.keys = keys;
        this.settings = settings;
        this.serials = serials;
        this.domains = new HashSet<>(settings.domains());
        this.sites = List.copyOf(sites);
        this.terms = Terms.of(keys, settings);
        this.visits = visits;
        this.minted = minted;
    }

    /** One under other settings that remembers who visits, and what he was given. */
    public Bait with(KeyRing newKeys, Configuration.Bait newSettings, List<String> newSites) {
        return new Bait(newKeys, newSettings, newSites, serials, visits, minted);
    }

    /**
     * Addresses for a page: the same ones when the visitor reloads it, others for every other
     * visitor. The more a visit was given, the fewer of a page are new ones, as on a real site; the
     * others stood on pages before, in the same form.
     *
     * @param forms that they are to stand in, which say how many are wanted
     */
    public Grant grant(
            InetAddress visitor,
            String userAgent,
            String site,
            String page,
            List<String> forms,
            Instant now) {
        Visit visit;
        boolean newVisit;
        List<Place> places;
        synchronized (visits) {
            visit = visits.current(visitor, userAgent, site, now, terms);
            newVisit = visit == null;
            if (visit == null) {
                long serial = serials.take(1);
                if (serial == SerialSource.NONE) {
                    return Grant.NONE;
                }
                visit = visits.begin(visitor, userAgent, site, serial, now, terms);
            }
            Visit lender = visit.networkShare.latest();
            if (visit.given() == 0 && room(visit) <= 0 && lender != null) {
                visit = lender; // Had his share under other names.
                newVisit = false;
            }
            places = places(visit, page, forms);
        }
        return new Grant("v" + visit.serial, newVisit, write(visit, places));
    }

    /** An address of a visit on a page. */
    private record Place(int index, long serial, String form, boolean fresh) {}

    private List<Place> places(Visit visit, String page, List<String> forms) {
        Given given = visit.onPage(page);
        boolean fresh = given == null;
        if (given == null) {
            given = make(visit, page, forms);
        }
        var known = new Known(visit, given, (page.hashCode() ^ visit.terms.secret()) * SPREAD);
        List<Place> places = new ArrayList<>(forms.size());
        for (int index : known.choose(forms)) {
            boolean made = fresh && index >= given.before();
            places.add(new Place(index, visit.serial(index), visit.form(index), made));
        }
        return places;
    }

    private Given make(Visit visit, String page, List<String> forms) {
        int before = visit.given();
        int left = Math.max(0, room(visit));
        int some = before == 0 ? left : (left + 1) / 2;
        List<String> made = Known.missing(visit, forms, Math.min(forms.size(), some));
        long first = made.isEmpty() ? SerialSource.NONE : serials.take(made.size());
        if (first == SerialSource.NONE) {
            return new Given(before, 0);
        }
        visit.give(page, first, made);
        return new Given(before, made.size());
    }

    private int room(Visit visit) {
        int share = Math.min(settings.addressesPerVisitMax(), style(visit).addressesPerVisitMax());
        int all = settings.addressesPerVisitorMax() - visit.networkShare.given();
        return Math.min(share - visit.given(), all);
    }

    private List<Grant.Shown> write(Visit visit, List<Place> places) {
        List<Grant.Shown> shown = new ArrayList<>(places.size());
        for (Place place : places) {
            String address = minted.address(place.serial(), visit.site, () -> mint(visit, place));
            shown.add(new Grant.Shown(address, place.form(), place.fresh()));
        }
        return shown;
    }

    private String mint(Visit visit, Place place) {
        KeyRing.Key key = visit.terms.key();
        List<String> choice = visit.terms.domains();
        long drawn = key.hmac().number("domain " + place.serial());
        String domain = choice.get((int) Long.remainderUnsigned(drawn, choice.size()));
        var facts =
                new Style.Facts(
                        place.serial(), visit.visitor, visit.site, place.index(), visit.start);
        return style(visit).mint(key, facts, domain) + "@" + domain;
    }

    /** The canonical form of an address that was made here, under any key; null if it was not. */
    public @Nullable String recognise(String recipient) {
        Carried carried = decode(recipient);
        return carried == null ? null : carried.address();
    }

    /** What an address that was made here carries by itself; null if it was not made here. */
    public @Nullable Carried decode(String recipient) {
        for (Recipients.Candidate candidate : Recipients.of(recipient)) {
            if (domains.contains(candidate.domain())) {
                Carried carried = read(candidate);
                if (carried != null) {
                    return carried;
                }
            }
        }
        return null;
    }

    private @Nullable Carried read(Recipients.Candidate candidate) {
        for (KeyRing.Key key : keys.all()) {
            for (Style style : STYLES.values()) {
                Carried carried = style.read(key, candidate.local(), candidate.domain(), sites);
                if (carried != null && carried.serial() < serials.end()) {
                    return carried;
                }
            }
        }
        return null;
    }

    private static Style style(Visit visit) {
        Style found = STYLES.get(visit.terms.style());
        if (found == null) {
            throw new IllegalStateException("no style " + visit.terms.style());
        }
        return found;
    }
}
