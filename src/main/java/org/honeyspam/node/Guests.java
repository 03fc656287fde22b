package org.honeyspam.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.honeyspam.bait.Bait;
import org.honeyspam.bait.KeyRing;
import org.honeyspam.bait.SerialSource;
import org.honeyspam.config.Configuration;
import org.honeyspam.site.Corpus;
import org.honeyspam.site.Crawlers;
import org.honeyspam.site.Obedience;
import org.honeyspam.site.Sites;
import org.jspecify.annotations.Nullable;

/** Makes the sites with all that is settled about crawlers, and says what is wrong with that. */
public final class Guests {
    private Guests() {}

    /** What the operator says of crawlers cannot stand. */
    static final class Unfit extends IOException {
        private static final long serialVersionUID = 1;

        Unfit(String faults, @Nullable Throwable cause) {
            super(faults, cause);
        }
    }

    /**
     * The sites of an installation.
     *
     * @throws Unfit if the list of crawlers is wrong, or a robots.txt leaves the maze open
     * @throws IOException if a file that they are made from cannot be read, or is wrong
     */
    static Sites sites(
            Configuration configuration, KeyRing keys, Bait bait, Obedience.Witness witness)
            throws IOException {
        var web = configuration.web();
        var manners =
                new Sites.Manners(
                        new Obedience(
                                crawlers(configuration),
                                configuration.crawlers(),
                                configuration.bait(),
                                witness),
                        robots(configuration));
        Corpus corpus = Corpus.read(web.textFolders());
        byte[] pages = keys.derive("pages");
        var sites = new Sites(configuration.sites(), web, pages, bait, corpus, manners);
        if (!sites.gaps().isEmpty()) {
            throw new Unfit(String.join("\n", sites.gaps()), null);
        }
        return sites;
    }

    /** The sites as a node shows them; nothing is minted or looked up for these. */
    public static Sites sites(Configuration configuration) throws IOException {
        List<String> hosts = configuration.sites().stream().map(Configuration.Site::host).toList();
        KeyRing keys = KeyRing.read(configuration.node().keyFile());
        var bait = new Bait(keys, configuration.bait(), hosts, SerialSource.inMemory());
        return sites(configuration, keys, bait, Obedience.nobody());
    }

    /**
     * What of the operator's lines would let crawlers that obey robots.txt into the maze, or is
     * wrong with his list of crawlers. The paths of the maze follow from the key, so it is needed.
     */
    public static List<String> faults(Configuration configuration) throws IOException {
        try {
            sites(configuration);
            return List.of();
        } catch (Unfit e) {
            return String.valueOf(e.getMessage()).lines().toList();
        }
    }

    private static Crawlers crawlers(Configuration configuration) throws IOException {
        Path list = configuration.crawlers().list();
        if (list == null) {
            return Crawlers.builtIn();
        }
        try {
            return Crawlers.with(list);
        } catch (IOException e) {
            throw new Unfit(String.valueOf(e.getMessage()), e);
        }
    }

    private static Map<String, List<String>> robots(Configuration configuration)
            throws IOException {
        Map<String, List<String>> robots = new HashMap<>();
        for (Configuration.Site site : configuration.sites()) {
            Path file = site.robots();
            if (file != null) {
                robots.put(site.host(), Files.readString(file).lines().toList());
            }
        }
        return robots;
    }
}
