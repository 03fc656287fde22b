package org.honeyspam.proxy;

import java.util.LinkedHashSet;

/**
 * Which documents Squid would have in its cache. They say nothing of how long they stay fresh, so
 * it asks for them anew each time, and only mentions that it found them.
 */
final class SquidStore {
    private static final int DOCUMENTS_MAX = 10_000;

    private final LinkedHashSet<String> urls = new LinkedHashSet<>();

    synchronized boolean has(String url) {
        return urls.contains(url);
    }

    synchronized void add(String url) {
        urls.addLast(url);
        if (urls.size() > DOCUMENTS_MAX) {
            urls.removeFirst();
        }
    }
}
