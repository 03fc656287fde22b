package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.honeyspam.bait.Grant;
import org.honeyspam.config.Configuration;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.site.Maze.Spot;
import org.jspecify.annotations.Nullable;

/**
 * One decoy site. Each page follows from the key and its path, so it is the same for everybody and
 * at every time, but for the addresses, which are the visitor's own.
 */
public final class Site {
    private static final String HTML = "text/html";
    static final String MADE_HTML = "text/html; charset=UTF-8";
    private static final int OTHER_SITES_ON_HOME_MAX = 10;

    private final Profile profile;
    private final Sites sites;
    private final Configuration.Web settings;
    private final Parts parts;
    private final Links links;
    private final MazePages mazePages;
    private final OpenPages openPages;
    private final List<RobotsText.Line> robots;
    private final Feeds feeds;
    private final Probes probes;
    private final Emblem emblem;
    private final boolean sendsOn;

    Site(Configuration.Site named, Sites sites, Configuration.Web settings) {
        this.sites = sites;
        this.settings = settings;
        this.profile = new Profile(named, sites.keyed(), sites.corpus());
        this.parts = Parts.of(profile);
        this.links = new Links(this, parts.maze(), parts.titles());
        this.mazePages = new MazePages(profile, settings, parts, links);
        this.openPages = new OpenPages(profile, parts, settings.collectingForbidden());
        this.robots = RobotsText.of(sites.robots(host()), parts.maze().forbidden());
        this.feeds = new Feeds(profile, parts.paths(), robots);
        this.probes = new Probes(profile, parts.skin());
        this.emblem = new Emblem(profile, parts.skin().palette);
        this.sendsOn = profile.keyed.dice("sends on").nextBoolean();
    }

    /** What a site is made of. */
    record Parts(Skin skin, OpenPaths paths, Frame frame, Maze maze, Titles titles) {
        static Parts of(Profile profile) {
            var skin = new Skin(profile);
            var paths = new OpenPaths(profile, skin);
            var frame = new Frame(profile, skin, paths);
            return new Parts(skin, paths, frame, new Maze(profile), new Titles(profile));
        }
    }

    /** What a page is, in the record. */
    public enum Kind {
        HOME,
        ROBOTS,
        /** A page or a feed that robots may read. */
        PLAIN,
        /** A picture or a style sheet. */
        ASSET,
        /** What is said to somebody who sent a form. */
        FORM,
        MAZE,
        /** Something that only those look for who want to break in. */
        PROBE
    }

    /**
     * A page as it is sent.
     *
     * @param grant the addresses on it; null if there are none
     * @param made how the program answered that made it; null for what is a file
     */
    @SuppressWarnings("ArrayRecordComponent") // Sent, never compared.
    public record Page(
            Kind kind,
            String type,
            byte[] body,
            Instant modified,
            @Nullable Grant grant,
            @Nullable Made made) {
        /** One that is a file. */
        Page(Kind kind, String type, byte[] body, Instant modified, @Nullable Grant grant) {
            this(kind, type, body, modified, grant, null);
        }

        Page with(Grant given) {
            return new Page(kind, type, body, modified, given, made);
        }
    }

    /**
     * How a program of the site answers, one in PHP.
     *
     * @param fields of its own, each with its end
     */
    public record Made(int status, String reason, String fields) {
        static final Made OK = new Made(200, "OK", "");
    }

    public String host() {
        return profile.host;
    }

    /** Where the paths begin that robots.txt forbids: all of the maze is there. */
    public List<String> forbidden() {
        return parts.maze().forbidden();
    }

    /** The paths of all that robots may see. */
    public List<String> openPaths() {
        return parts.paths().all();
    }

    /** Some paths of the maze, for whoever wants to make sure that robots are kept out. */
    public List<String> mazePaths(int count) {
        SplittableRandom dice = profile.keyed.dice("samples");
        Set<String> paths = new LinkedHashSet<>();
        while (paths.size() < count) {
            Section section = parts.maze().section(dice);
            paths.add(parts.maze().path(section, dice));
        }
        return List.copyOf(paths);
    }

    /**
     * By which lines of the operator robots.txt lets crawlers into the maze; none if it is shut.
     */
    public List<String> gaps() {
        byte[] file = bytes(feeds.robots(new Way("http://", "")));
        if (file.length > RobotsTxt.BYTES_MAX) {
            return List.of("it is longer than the 500 KiB that a crawler reads of it");
        }
        return Fence.gaps(RobotsTxt.read(file), forbidden(), parts.maze().ends()).stream()
                .map(this::told)
                .distinct()
                .toList();
    }

    private String told(Fence.Gap gap) {
        String whom = String.join(", ", gap.agents());
        RobotsTxt.Rule rule = gap.rule();
        return rule == null
                ? "nothing keeps %s out of %s".formatted(whom, gap.prefix())
                : "line %d, \"%s\", lets %s into %s"
                        .formatted(
                                robots.get(rule.line() - 1).origin(),
                                rule.text(),
                                whom,
                                gap.prefix());
    }

    /** The page at a path; null if there is none. */
    public @Nullable Page page(String path, Peer peer, String userAgent, Instant now) {
        Spot spot = parts.maze().find(path);
        if (spot == null) {
            return outside(path, peer, userAgent, now);
        }
        List<String> forms = mazePages.forms(spot);
        Grant grant = grant(path, peer, userAgent, forms, now);
        return mazePage(spot, forms, peer, grant);
    }

    /** The same for somebody who is to get no addresses. */
    public @Nullable Page pageWithoutBait(String path, Peer peer) {
        Spot spot = parts.maze().find(path);
        return spot == null
                ? outside(path, peer, true)
                : mazePage(spot, mazePages.forms(spot), peer, null);
    }

    /** The same for somebody who is to see nothing of the maze: no page, and no link into it. */
    public @Nullable Page openPage(String path, Peer peer) {
        return outside(path, peer, false);
    }

    /** The page at a path of a site that has one for every path, each but files with addresses. */
    public Page anyPage(String path, Peer peer, String userAgent, Instant now) {
        int query = path.indexOf('?');
        String plain = query < 0 ? path : path.substring(0, query);
        Page open = parts.paths().at(plain) == Open.HOME ? null : page(plain, peer, userAgent, now);
        if (open != null) {
            return open;
        }
        Page file = AnyFile.at(plain, emblem, parts.skin(), born(plain));
        if (file != null) {
            return file;
        }
        SplittableRandom dice = profile.keyed.dice("any " + path);
        String drawn = parts.maze().path(parts.maze().section(dice), dice);
        Spot spot = Objects.requireNonNull(parts.maze().find(drawn));
        List<String> forms = mazePages.forms(spot);
        return mazePage(spot, forms, peer, grant(plain, peer, userAgent, forms, now));
    }

    /** Whether there is a page at the path; makes none. */
    public boolean has(String path) {
        return hasOpen(path) || parts.maze().find(path) != null;
    }

    /** The same for somebody who is to see nothing of the maze. */
    public boolean hasOpen(String path) {
        return parts.paths().at(path) != null || probes.has(path);
    }

    /** Whether there are pages below the path, which ends in a slash. */
    public boolean isFolder(String path) {
        return isOpenFolder(path) || parts.maze().isFolder(path);
    }

    /** The same for somebody who is to see nothing of the maze. */
    public boolean isOpenFolder(String path) {
        return parts.paths().isFolder(path) || probes.isFolder(path);
    }

    /** The form that the site has at a path; null if it has none. */
    public @Nullable FormKind form(String path) {
        Open open = parts.paths().at(path);
        if (open != null) {
            return open.form();
        }
        Spot spot = parts.maze().find(path);
        if (spot != null) {
            return Shapes.takesComments(spot, profile.kind) ? FormKind.COMMENT : null;
        }
        return probes.form(path);
    }

    /**
     * What is answered to the form at a path, whatever was filled in; null if there is none. Some
     * sites send the browser on to a page that says thanks, as long as it need not say for what.
     *
     * @param guided whether links lead into the maze
     */
    public @Nullable Page posted(String path, boolean guided) {
        FormKind form = form(path);
        if (form == null) {
            return null;
        }
        if (form.takesPasswords()) {
            return probes.posted(path);
        }
        boolean general = form == FormKind.CONTACT || form == FormKind.GUESTBOOK;
        if (general && sendsOn) {
            var sent =
                    new Made(
                            302,
                            "Found",
                            "Location: %s\r\n".formatted(parts.paths().of(Open.THANKS)));
            return new Page(Kind.FORM, MADE_HTML, new byte[0], born(path), null, sent);
        }
        byte[] body = openPages.thanks(form, path, guided);
        return new Page(Kind.FORM, MADE_HTML, body, born(path), null, Made.OK);
    }

    private @Nullable Grant grant(
            String path, Peer peer, String userAgent, List<String> forms, Instant now) {
        return forms.isEmpty()
                ? null
                : sites.bait().grant(peer.source().ip(), userAgent, host(), path, forms, now);
    }

    /**
     * @param forms of its addresses, also of those that are not shown
     */
    private Page mazePage(Spot spot, List<String> forms, Peer peer, @Nullable Grant grant) {
        List<Grant.Shown> shown = grant == null ? List.of() : grant.shown();
        List<Moment> moments = mazePages.moments(spot, forms.size());
        byte[] body =
                spot.card()
                        ? bytes(mazePages.card(spot, shown))
                        : mazePages.html(spot, moments, shown, Way.of(peer));
        Instant modified = moments.getLast().instant();
        String type = spot.card() ? "text/vcard" : HTML;
        return new Page(Kind.MAZE, type, body, modified, grant);
    }

    private @Nullable Page outside(String path, Peer peer, String userAgent, Instant now) {
        if (!probes.wantsAddress(path)) {
            return outside(path, peer, true);
        }
        List<String> form = List.of(AddressForm.FILE.label());
        return probes.page(path, peer, grant(path, peer, userAgent, form, now));
    }

    /**
     * @param guided whether links lead into the maze
     */
    private @Nullable Page outside(String path, Peer peer, boolean guided) {
        Open open = parts.paths().at(path);
        if (open == null) {
            return probes.page(path, peer, null);
        }
        Way way = Way.of(peer);
        Instant born = born(open);
        return switch (open) {
            case HOME ->
                    html(Kind.HOME, born, openPages.html(open, homeLinks(way, guided), guided));
            case ROBOTS ->
                    new Page(Kind.ROBOTS, "text/plain", bytes(feeds.robots(way)), born, null);
            case SITEMAP -> xml("application/xml", feeds.sitemap(way, this::born), born);
            case FEED -> xml(feedType(open, "rss"), feeds.rss(way, openPages.news()), born);
            case ATOM -> xml(feedType(open, "atom"), feeds.atom(way, openPages.news()), born);
            case STYLE -> asset("text/css", bytes(parts.skin().styleSheet()), born);
            case LOGO -> asset("image/svg+xml", emblem.svg(), born);
            case LOGO_PNG -> asset("image/png", emblem.png(), born);
            case ICON -> asset("image/vnd.microsoft.icon", emblem.icon(), born);
            case BANNER ->
                    asset("image/svg+xml", new View(profile, parts.skin().palette).svg(), born);
            case THANKS -> html(Kind.PLAIN, born, openPages.thanks(null, profile.base, guided));
            default -> html(Kind.PLAIN, born, openPages.html(open, new ArrayDeque<>(), guided));
        };
    }

    private static Page html(Kind kind, Instant born, byte[] body) {
        return new Page(kind, HTML, body, born, null);
    }

    private static Page xml(String type, String body, Instant born) {
        return new Page(Kind.PLAIN, type, bytes(body), born, null);
    }

    /** Web servers go by the end of the name. */
    private String feedType(Open feed, String kind) {
        boolean named = parts.paths().of(feed).endsWith("." + kind);
        return named ? "application/%s+xml".formatted(kind) : "application/xml";
    }

    private static Page asset(String type, byte[] body, Instant born) {
        return new Page(Kind.ASSET, type, body, born, null);
    }

    private Deque<Link> homeLinks(Way way, boolean guided) {
        SplittableRandom dice = profile.keyed.dice("home");
        Deque<Link> drawn = new ArrayDeque<>();
        int count = guided ? dice.nextInt(settings.linksMin(), settings.linksMax() + 1) : 0;
        for (int i = count; i > 0; i--) {
            drawn.add(links.anywhere(dice));
        }
        sites.all().stream()
                .filter(other -> other != this)
                .limit(OTHER_SITES_ON_HOME_MAX)
                .forEach(other -> drawn.add(other.homeLink(way)));
        return drawn;
    }

    private Link homeLink(Way way) {
        return new Link(way.to(host()) + profile.base, Text.escaped(profile.title));
    }

    /** To a page of another site's maze; of this one, if it is the only one. */
    Link elsewhere(SplittableRandom dice, Way way) {
        List<Site> all = sites.all();
        // A site of the world knows none of ours: it would be told by its links.
        Site other = all.contains(this) ? all.get(dice.nextInt(all.size())) : this;
        Link link = other.links.anywhere(dice);
        return other == this ? link : new Link(way.to(other.host()) + link.href(), link.title());
    }

    /** When a page that robots may see was last changed, by whichever of its names it is seen. */
    private Instant born(Open open) {
        String path = parts.paths().of(open);
        return switch (open) {
            case HOME, LATEST, GUESTBOOK, FEED, ATOM, SITEMAP -> // They tell of the last year.
                    Moment.endOf(profile.lastYear, profile.keyed.dice("born " + path)).instant();
            default -> born(path);
        };
    }

    /** When a page was last changed that says nothing of it. */
    private Instant born(String path) {
        return Moment.draw(profile, 0, 0, profile.keyed.dice("born " + path)).instant();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
