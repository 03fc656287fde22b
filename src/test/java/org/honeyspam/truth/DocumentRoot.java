package org.honeyspam.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.site.Site;

/** Pages of ours as files, so that a real server has the same to show. */
final class DocumentRoot {
    private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#?:]+\\.html)\"");

    private static final Pattern STYLE = Pattern.compile("href=\"(/[^\"]+\\.css)\"");

    private static final String ONE = "www.one.example";
    private static final String TWO = "www.two.example";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final WebImitation site;
    private final String page;
    private final String deep;

    private DocumentRoot(WebImitation site, String page, String deep) {
        this.site = site;
        this.page = page;
        this.deep = deep;
    }

    /** Writes down home pages and robots.txt of both sites, and of the first two pages more. */
    static DocumentRoot write(WebImitation site, Path folder) throws IOException {
        List<String> links =
                LINK.matcher(site.text(ONE, "/"))
                        .results()
                        .map((MatchResult r) -> r.group(1))
                        .toList();
        String page =
                links.stream().min(Comparator.comparingInt(DocumentRoot::depth)).orElseThrow();
        // In a folder that has no page of its own, as those of the maze have.
        Matcher style = STYLE.matcher(site.text(ONE, "/"));
        if (!style.find()) {
            throw new IllegalStateException("a home page without a style sheet");
        }
        String deep = style.group(1);
        for (String path : List.of("/", "/robots.txt", page, deep)) {
            write(page(site, ONE, path), folder.resolve(ONE), path);
        }
        for (String path : List.of("/", "/robots.txt", page, deep)) {
            Site.Page there = site.page(TWO, path);
            if (there != null) {
                write(there, folder.resolve(TWO), path);
            }
        }
        return new DocumentRoot(site, page, deep);
    }

    private static int depth(String path) {
        return (int) path.chars().filter(c -> c == '/').count();
    }

    private static void write(Site.Page shown, Path documents, String path) throws IOException {
        Path file = documents.resolve((path.equals("/") ? "/index.html" : path).substring(1));
        Files.createDirectories(file.resolveSibling(""));
        Files.write(file, shown.body());
        Files.setLastModifiedTime(file, FileTime.from(shown.modified()));
    }

    private static Site.Page page(WebImitation site, String host, String path) {
        Site.Page found = site.page(host, path);
        if (found == null) {
            throw new IllegalStateException("no page at " + path);
        }
        return found;
    }

    /** A script's line with the names that are this site's. */
    String fill(String line) {
        Site.Page home = page(site, ONE, "/");
        Instant modified = home.modified();
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, modified);
        return line.replace("@page@", page)
                .replace("@deep@", deep)
                .replace("@folder@", deep.substring(0, deep.lastIndexOf('/')))
                .replace("@length@", String.valueOf(home.body().length))
                .replace("@last@", String.valueOf(home.body().length - 1))
                .replace("@modified@", DATE.format(modified))
                .replace("@before@", DATE.format(modified.minusSeconds(1)))
                .replace("@after@", DATE.format(modified.plusSeconds(1)))
                .replace("@apache-tag@", "\"%x-%x\"".formatted(home.body().length, micros))
                .replace(
                        "@nginx-tag@",
                        "\"%x-%x\"".formatted(modified.getEpochSecond(), home.body().length))
                .replace("@host@", "Host: " + ONE + "~")
                .replace("~", "\\r\\n");
    }
}
