package org.honeyspam.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.honeyspam.config.Configuration;
import org.honeyspam.dialogue.Bounded;

/**
 * What stands in for the sites of the world where somebody asks a proxy for them. Each follows from
 * its name, so it is the same at every time; those asked for last are kept at hand.
 */
final class ForeignSites {
    private static final int KEPT_MAX = 256;
    private static final Pattern HOST = Pattern.compile("[a-z0-9:._-]{1,253}");
    private static final Pattern DIGITS = Pattern.compile("[0-9:.]*");

    /** What names are often made with: a bookshop is a shop. */
    private static final Pattern WRITTEN_TOGETHER =
            Pattern.compile(
                    "\\b([a-z]{2,})(shop|store|forum|board|blog|club|school|college|university"
                            + "|verein|laden|tienda|boutique|community|journal|directory)\\b");

    private static final Pattern USUAL = Pattern.compile("(www|web|home|mail|smtp|mx|proxy)\\d*");
    private static final String NO_HOST = "localhost";

    private final Configuration.Web settings;
    private final Map<String, Site> kept = Bounded.byUse(KEPT_MAX);

    ForeignSites(Configuration.Web settings) {
        this.settings = settings;
    }

    /** The site of a name in lower case; of a nameless host if no host can be called so. */
    Site of(String name, Sites sites) {
        String host = HOST.matcher(name).matches() ? name : NO_HOST;
        synchronized (kept) {
            Site site = kept.get(host);
            if (site != null) {
                return site;
            }
        }
        Site made = new Site(named(host), sites, settings); // Takes its time; others go on.
        synchronized (kept) {
            kept.put(host, made);
        }
        return made;
    }

    /** What is settled of a site by its name. */
    static Configuration.Site named(String host) {
        return new Configuration.Site(host, host, title(host));
    }

    /** What is settled of a machine's site by its name: its owner is called by one label. */
    static Configuration.Site ofHost(String host) {
        String[] labels = host.split("\\.", 3);
        boolean usual = labels.length > 2 && USUAL.matcher(labels[0]).matches();
        return new Configuration.Site(host, host, title(labels[usual ? 1 : 0]));
    }

    /** What the owner of a name would call his site, so that its kind is found. */
    private static String title(String host) {
        if (DIGITS.matcher(host).matches()) {
            return host;
        }
        List<String> labels = new ArrayList<>(List.of(host.split("\\.", -1)));
        if (labels.size() > 1) {
            labels.removeLast();
        }
        labels.removeIf(label -> label.isEmpty() || label.equals("www"));
        String words = String.join(" ", labels).replace('-', ' ').strip();
        words = WRITTEN_TOGETHER.matcher(words).replaceAll("$1 $2");
        return words.isEmpty() ? host : Vocabulary.capital(words);
    }
}
