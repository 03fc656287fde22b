package org.honeyspam.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a crawler brought home.
 *
 * @param pagesOf for each address the pages that it stood on
 */
record Harvest(String ip, String userAgent, Map<String, Set<Page>> pagesOf) {
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}");

    /** A page of a site; a port is no part of its name. */
    record Page(String site, String path) {}

    /** Out of the files that a crawler saved, in a folder for each host. */
    static Harvest ofFiles(String ip, String userAgent, Path folder) throws IOException {
        Map<String, Set<Page>> pagesOf = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                Path inside = folder.relativize(file);
                if (inside.getNameCount() == 1) {
                    continue; // The crawler's own log.
                }
                String site = inside.getName(0).toString().replaceFirst(":\\d+$", "");
                String path = "/" + inside.subpath(1, inside.getNameCount());
                // What wget calls a folder's own page.
                var page = new Page(site, path.replaceFirst("/index\\.html$", "/"));
                // Pictures too: any bytes.
                Matcher address = ADDRESS.matcher(Files.readString(file, ISO_8859_1));
                while (address.find()) {
                    add(pagesOf, address.group(), page);
                }
            }
        }
        return new Harvest(ip, userAgent, pagesOf);
    }

    /** Out of what a program printed, which does not say on which pages it found them. */
    static Harvest ofText(String ip, String userAgent, String text) {
        Map<String, Set<Page>> pagesOf = new LinkedHashMap<>();
        Matcher address = ADDRESS.matcher(text);
        while (address.find()) {
            pagesOf.put(address.group(), Set.of());
        }
        return new Harvest(ip, userAgent, pagesOf);
    }

    /** Out of JSON lines that each have a page's URL and the addresses on it. */
    static Harvest ofLines(String ip, String userAgent, Path file) throws IOException {
        Map<String, Set<Page>> pagesOf = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode item = new ObjectMapper().readTree(line);
            URI url = URI.create(item.path("page").asText());
            for (JsonNode address : item.path("addresses")) {
                add(pagesOf, address.asText(), new Page(url.getHost(), url.getPath()));
            }
        }
        return new Harvest(ip, userAgent, pagesOf);
    }

    private static void add(Map<String, Set<Page>> pagesOf, String address, Page page) {
        pagesOf.computeIfAbsent(address, a -> new HashSet<>()).add(page);
    }
}
