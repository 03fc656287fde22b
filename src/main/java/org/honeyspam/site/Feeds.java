package org.honeyspam.site;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;

/**
 * What programs read of a site: its map, its feeds, its rules. None of it names the maze's pages.
 */
final class Feeds {
    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private final Profile profile;
    private final OpenPaths paths;
    private final List<RobotsText.Line> robots;

    /**
     * @param robots what robots.txt says, but for the site map
     */
    Feeds(Profile profile, OpenPaths paths, List<RobotsText.Line> robots) {
        this.profile = profile;
        this.paths = paths;
        this.robots = robots;
    }

    /** RFC 9309: whoever obeys never sees the maze. */
    String robots(Way way) {
        var text = new StringBuilder();
        robots.forEach(line -> text.append(line.text()).append('\n'));
        text.append("\nSitemap: ").append(way.to(profile.host)).append(paths.of(Open.SITEMAP));
        return text.append('\n').toString();
    }

    String sitemap(Way way, Function<Open, Instant> modified) {
        var xml = new StringBuilder(XML);
        xml.append("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        for (Open page : Open.values()) {
            if (page.isPage()) {
                xml.append("<url><loc>").append(way.to(profile.host)).append(paths.of(page));
                xml.append("</loc><lastmod>")
                        .append(day(modified.apply(page)))
                        .append("</lastmod></url>\n");
            }
        }
        return xml.append("</urlset>\n").toString();
    }

    private static String day(Instant time) {
        return DateTimeFormatter.ISO_LOCAL_DATE.format(time.atZone(ZoneOffset.UTC));
    }

    String rss(Way way, List<OpenPages.News> news) {
        String home = way.to(profile.host);
        var xml = new StringBuilder(XML).append("<rss version=\"2.0\">\n<channel>\n");
        xml.append("<title>").append(Text.escaped(profile.title)).append("</title>\n<link>");
        xml.append(home)
                .append(profile.base)
                .append("</link>\n<description>")
                .append(profile.say("latest"));
        xml.append("</description>\n<language>").append(profile.language.code());
        xml.append("</language>\n");
        int number = 0;
        for (OpenPages.News one : news) {
            String link = home + paths.of(Open.LATEST) + "#n" + ++number;
            xml.append("<item><title>").append(one.title()).append("</title><link>").append(link);
            xml.append("</link><guid>").append(link).append("</guid><pubDate>");
            xml.append(
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(
                            one.moment().instant().atZone(ZoneOffset.UTC)));
            xml.append("</pubDate><description>").append(one.text());
            xml.append("</description></item>\n");
        }
        return xml.append("</channel>\n</rss>\n").toString();
    }

    String atom(Way way, List<OpenPages.News> news) {
        String home = way.to(profile.host);
        var xml = new StringBuilder(XML);
        xml.append("<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
        xml.append("<title>").append(Text.escaped(profile.title)).append("</title>\n<id>");
        xml.append(home).append(profile.base).append("</id>\n<link href=\"");
        xml.append(home).append(profile.base).append("\"/>\n<updated>");
        xml.append(news.getFirst().moment().instant()).append("</updated>\n");
        int number = 0;
        for (OpenPages.News one : news) {
            String link = home + paths.of(Open.LATEST) + "#n" + ++number;
            xml.append("<entry><title>").append(one.title()).append("</title><id>").append(link);
            xml.append("</id><link href=\"").append(link).append("\"/><updated>");
            xml.append(one.moment().instant()).append("</updated><author><name>");
            xml.append(Text.escaped(profile.title)).append("</name></author><summary>");
            xml.append(one.text()).append("</summary></entry>\n");
        }
        return xml.append("</feed>\n").toString();
    }
}
