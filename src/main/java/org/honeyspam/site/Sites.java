package org.honeyspam.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.honeyspam.bait.Bait;
import org.honeyspam.config.Configuration;
import org.jspecify.annotations.Nullable;

/** All decoy sites of the installation. */
public final class Sites {
    private final Map<String, Site> byHost = new LinkedHashMap<>();
    private final List<Site> all;
    private final Keyed keyed;
    private final Corpus corpus;
    private final Bait bait;
    private final Manners manners;
    private final ForeignSites foreign;
    private final Configuration.Web settings;

    /**
     * What is settled about crawlers.
     *
     * @param robots lines of the operator's own for robots.txt, by host
     */
    public record Manners(Obedience obedience, Map<String, List<String>> robots) {}

    /**
     * @param pagesKey secret that all pages follow from
     */
    public Sites(
            List<Configuration.Site> sites,
            Configuration.Web settings,
            byte[] pagesKey,
            Bait bait,
            Corpus corpus,
            Manners manners) {
        this.manners = manners;
        this.foreign = new ForeignSites(settings);
        this.settings = settings;
        this.keyed = new Keyed(pagesKey);
        this.corpus = corpus;
        this.bait = bait;
        for (Configuration.Site site : sites) {
            byHost.put(site.host(), new Site(site, this, settings));
        }
        this.all = List.copyOf(byHost.values());
    }

    private Sites(Sites other, String host) {
        this.manners = other.manners;
        this.foreign = other.foreign;
        this.settings = other.settings;
        this.keyed = other.keyed;
        this.corpus = other.corpus;
        this.bait = other.bait;
        Site known = other.byHost.get(host);
        Site first = known == null ? new Site(ForeignSites.ofHost(host), this, settings) : known;
        this.byHost.put(host, first);
        this.byHost.putAll(other.byHost);
        this.all = List.copyOf(byHost.values());
    }

    /** The same sites as a listener of that name has them: its own comes first, if it is one. */
    public Sites from(String host) {
        return byHost.containsKey(host) ? new Sites(this, host) : this;
    }

    /**
     * The same sites, and before them that of a machine which is on nobody's list: it follows from
     * its name, and links to the others.
     */
    public Sites withHost(String host) {
        return new Sites(this, host);
    }

    /** The site of that name; the first one answers to every other name, as Apache's does. */
    public Site site(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        Site site = byHost.get(name);
        return site == null ? all.getFirst() : site;
    }

    public List<Site> all() {
        return all;
    }

    /** The address as it was left on some page, if it was made here; else null. */
    public @Nullable String recognise(String address) {
        return bait.recognise(address);
    }

    public Obedience obedience() {
        return manners.obedience();
    }

    List<String> robots(String host) {
        return manners.robots().getOrDefault(host, List.of());
    }

    /** What lets crawlers that obey robots.txt into the maze of a site, told by line and path. */
    public List<String> gaps() {
        return all.stream()
                .flatMap(
                        site ->
                                site.gaps().stream()
                                        .map(gap -> "robots.txt of " + site.host() + ": " + gap))
                .toList();
    }

    Keyed keyed() {
        return keyed;
    }

    Corpus corpus() {
        return corpus;
    }

    Bait bait() {
        return bait;
    }

    /** The site of any name: one of ours, or one that follows from the name. */
    public Site elsewhere(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        Site ours = byHost.get(name);
        return ours == null ? foreign.of(name, this) : ours;
    }
}
