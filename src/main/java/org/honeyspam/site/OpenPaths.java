package org.honeyspam.site;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Where a site has what everybody may see. */
final class OpenPaths {
    private final Map<Open, String> paths = new EnumMap<>(Open.class);
    private final Map<String, Open> pages = new HashMap<>();
    private final Set<String> folders = new HashSet<>();

    OpenPaths(Profile profile, Skin skin) {
        SplittableRandom dice = profile.keyed.dice("open paths");
        String base = profile.base;
        String end = Keyed.pick(List.of(".html", ".htm", ".html"), dice);
        boolean inEnglish = dice.nextBoolean();
        for (Open page : Open.values()) {
            if (page.isPage() && page != Open.HOME) {
                String name = page.name().toLowerCase(Locale.ROOT);
                put(page, base + (inEnglish ? name : Vocabulary.plain(profile.say(name))) + end);
            }
        }
        put(
                Open.THANKS,
                base + (inEnglish ? "sent" : Vocabulary.plain(profile.say("thanks"))) + end);
        put(Open.HOME, base);
        pages.put(base + "index" + end, Open.HOME);
        put(Open.ROBOTS, "/robots.txt"); // RFC 9309 section 2.3: nowhere else.
        put(Open.SITEMAP, base + "sitemap.xml");
        put(Open.FEED, base + Keyed.pick(List.of("feed.xml", "rss.xml", "news.rss"), dice));
        put(Open.ATOM, base + Keyed.pick(List.of("atom.xml", "feed.atom"), dice));
        put(Open.STYLE, skin.stylePath);
        put(Open.LOGO, skin.logoPath);
        put(Open.LOGO_PNG, skin.logoPath.replace(".svg", ".png"));
        put(Open.BANNER, skin.bannerPath);
        put(Open.ICON, base + "favicon.ico");
    }

    private void put(Open page, String path) {
        paths.put(page, path);
        pages.putIfAbsent(path, page);
        for (int slash = 0; slash >= 0; slash = path.indexOf('/', slash + 1)) {
            folders.add(path.substring(0, slash + 1));
        }
    }

    List<String> all() {
        return List.copyOf(paths.values());
    }

    String of(Open page) {
        return paths.getOrDefault(page, "/");
    }

    /** Whether something is below a path that ends in a slash. */
    boolean isFolder(String path) {
        return folders.contains(path);
    }

    @Nullable Open at(String path) {
        return pages.get(path);
    }
}
