package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.honeyspam.bait.Grant;
import org.honeyspam.config.Configuration;
import org.honeyspam.dialogue.Peer;
import org.jspecify.annotations.Nullable;

/**
 * One decoy site. Each page follows from the key and its path, so it is the same for everybody and
 * at every time, but for the addresses, which are the visitor's own.
 */
public final class Site {
    private static final Instant OLDEST = Instant.parse("2016-01-01T00:00:00Z");
    private static final long AGE_SPAN_SECONDS = Duration.ofDays(9 * 365L).toSeconds();
    private static final int HTTP_PORT = 80;
    private static final int OTHER_SITES_ON_HOME_MAX = 10;

    private final Configuration.Site named;
    private final Sites sites;
    private final Configuration.Web settings;
    private final Maze maze;
    private final Layout layout;
    private final Corpus.Subject subject;

    Site(Configuration.Site named, Sites sites, Configuration.Web settings) {
        this.named = named;
        this.sites = sites;
        this.settings = settings;
        this.maze = new Maze(sites.keyed(), named.host(), sites.corpus().words());
        SplittableRandom dice = sites.keyed().dice("site " + named.host());
        this.layout = new Layout(dice);
        this.subject = Keyed.pick(sites.corpus().subjects(), dice);
    }

    /** What a page is, in the record. */
    public enum Kind {
        HOME,
        ROBOTS,
        PLAIN,
        MAZE
    }

    /**
     * A page as it is sent.
     *
     * @param grant the addresses on it; null if there are none
     */
    @SuppressWarnings("ArrayRecordComponent") // Sent, never compared.
    public record Page(
            Kind kind, String type, byte[] body, Instant modified, @Nullable Grant grant) {}

    /** The page at a path; null if there is none. */
    public @Nullable Page page(String path, Peer peer, String userAgent, Instant now) {
        return switch (path) {
            case "/", "/index.html" -> plain(Kind.HOME, "/", home(peer));
            case "/about.html" -> plain(Kind.PLAIN, path, about());
            case "/robots.txt" ->
                    new Page(Kind.ROBOTS, "text/plain", robots(), modified(path), null);
            default -> maze.has(path) ? mazePage(path, peer, userAgent, now) : null;
        };
    }

    /** Whether there is a page at the path; makes none. */
    public boolean has(String path) {
        return switch (path) {
            case "/", "/index.html", "/about.html", "/robots.txt" -> true;
            default -> maze.has(path);
        };
    }

    /** Whether there are pages below the path, which ends in a slash. */
    public boolean isFolder(String path) {
        return path.equals("/") || maze.folders().contains(path.substring(1, path.length() - 1));
    }

    public String host() {
        return named.host();
    }

    private Page plain(Kind kind, String path, byte[] body) {
        return new Page(kind, "text/html", body, modified(path), null);
    }

    /** RFC 9309: whoever obeys never sees the maze. */
    private byte[] robots() {
        var text = new StringBuilder("User-agent: *\n");
        maze.folders().forEach(folder -> text.append("Disallow: /").append(folder).append("/\n"));
        return text.toString().getBytes(US_ASCII);
    }

    private byte[] home(Peer peer) {
        SplittableRandom dice = dice("/");
        var page = new PageWriter(subject, layout, dice);
        page.begin(named.title(), false);
        page.paragraphs(3);
        page.subheading();
        page.beginLinks();
        page.link("/about.html", "About us");
        for (int i = links(dice); i > 0; i--) {
            page.link(maze.path(dice), page.heading());
        }
        sites.all().stream()
                .filter(other -> other != this)
                .limit(OTHER_SITES_ON_HOME_MAX)
                .forEach(other -> page.link(base(other, peer) + "/", other.named.title()));
        page.endLinks();
        return page.end();
    }

    private byte[] about() {
        SplittableRandom dice = dice("/about.html");
        var page = new PageWriter(subject, layout, dice);
        page.begin("About " + named.title(), false);
        page.paragraphs(4);
        page.beginLinks();
        page.link("/", named.title());
        page.endLinks();
        return page.end();
    }

    private Page mazePage(String path, Peer peer, String userAgent, Instant now) {
        SplittableRandom dice = dice(path);
        int wanted = between(settings.addressesMin(), settings.addressesMax(), dice);
        Grant grant =
                wanted == 0
                        ? null
                        : sites.bait()
                                .grant(peer.source().ip(), userAgent, host(), path, wanted, now);
        var page = new PageWriter(subject, layout, dice);
        page.begin(page.heading(), true);
        page.paragraphs(1 + dice.nextInt(4));
        if (grant != null && !grant.addresses().isEmpty()) {
            page.subheading();
            // Dice of their own: the rest of the page does not depend on how many there are.
            page.addresses(grant.addresses(), dice("addresses " + path));
        }
        page.subheading();
        mazeLinks(page, dice("links " + path), peer);
        page.paragraphs(1 + dice.nextInt(3));
        return new Page(Kind.MAZE, "text/html", page.end(), modified(path), grant);
    }

    /** To this site's maze, and to the others': a crawler is handed from host to host. */
    private void mazeLinks(PageWriter page, SplittableRandom dice, Peer peer) {
        List<Site> all = sites.all();
        page.beginLinks();
        for (int i = links(dice); i > 0; i--) {
            Site target = dice.nextInt(10) < 6 ? this : Keyed.pick(all, dice);
            String base = target == this ? "" : base(target, peer);
            page.link(base + target.maze.path(dice), Keyed.pick(sites.corpus().words(), dice));
        }
        page.endLinks();
    }

    private static String base(Site site, Peer peer) {
        int port = peer.local().port();
        return "http://" + site.host() + (port == HTTP_PORT ? "" : ":" + port);
    }

    private int links(SplittableRandom dice) {
        return between(settings.linksMin(), settings.linksMax(), dice);
    }

    private static int between(int min, int max, SplittableRandom dice) {
        return dice.nextInt(min, max + 1);
    }

    private Instant modified(String path) {
        long ago =
                Math.floorMod(sites.keyed().number("modified " + host() + path), AGE_SPAN_SECONDS);
        return OLDEST.plusSeconds(ago);
    }

    private SplittableRandom dice(String what) {
        return sites.keyed().dice("page " + host() + " " + what);
    }
}
