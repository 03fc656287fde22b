package org.honeyspam.cli.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Walks a site breadth first, from an address of its own; with or without manners. */
final class Crawler {
    private static final Pattern LINK = Pattern.compile("href=\"([^\"#]+)\"");
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client;
    private final String userAgent;
    private final boolean obedient;

    /** What a walk brought home. */
    record Harvest(List<URI> pages, List<URI> forbidden, Set<String> addresses) {}

    /**
     * @param web the node's port; it is used as a proxy, so that no name need be looked up
     */
    Crawler(InetAddress from, InetSocketAddress web, String userAgent, boolean obedient) {
        this.client =
                HttpClient.newBuilder()
                        .localAddress(from)
                        .proxy(ProxySelector.of(web))
                        .connectTimeout(PATIENCE)
                        .build();
        this.userAgent = userAgent;
        this.obedient = obedient;
    }

    Harvest walk(URI start, int pagesMax) throws IOException, InterruptedException {
        Map<String, List<String>> disallowed = new HashMap<>();
        Deque<URI> frontier = new ArrayDeque<>(List.of(start));
        Set<URI> seen = new HashSet<>(frontier);
        List<URI> pages = new ArrayList<>();
        List<URI> forbidden = new ArrayList<>();
        Set<String> addresses = new LinkedHashSet<>();
        while (!frontier.isEmpty() && pages.size() < pagesMax) {
            URI page = frontier.remove();
            if (obedient && !disallowed.containsKey(page.getAuthority())) {
                disallowed.put(page.getAuthority(), disallowed(page));
            }
            List<String> kept = disallowed.getOrDefault(page.getAuthority(), List.of());
            if (kept.stream().anyMatch(page.getPath()::startsWith)) {
                forbidden.add(page);
                continue;
            }
            String body = get(page).body();
            pages.add(page);
            ADDRESS.matcher(body).results().forEach(found -> addresses.add(found.group()));
            Matcher links = LINK.matcher(body);
            while (links.find()) {
                if (links.group(1).startsWith("mailto:")) {
                    continue;
                }
                URI link = page.resolve(links.group(1).replace("&amp;", "&"));
                if ("http".equals(link.getScheme()) && seen.add(link)) {
                    frontier.add(link);
                }
            }
        }
        return new Harvest(pages, forbidden, addresses);
    }

    private List<String> disallowed(URI start) throws IOException, InterruptedException {
        return get(start.resolve("/robots.txt"))
                .body()
                .lines()
                .filter(line -> line.regionMatches(true, 0, "Disallow:", 0, 9))
                .map(line -> line.substring(9).strip())
                .filter(path -> !path.isEmpty())
                .toList();
    }

    HttpResponse<String> get(URI page) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(page)
                        .timeout(PATIENCE)
                        .header("User-Agent", userAgent)
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
