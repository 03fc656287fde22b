package org.honeyspam.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.bait.Grant;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.site.Site;
import org.honeyspam.site.Sites;
import org.jspecify.annotations.Nullable;

/** Answers one complete request, and records it: addresses are on disk before they are out. */
final class Responder {
    private static final int RECORDED_BYTES_MAX = 2_048;
    private static final Pattern ONE_RANGE = Pattern.compile("bytes=(\\d{0,9})-(\\d{0,9})");

    private final Sites sites;
    private final Peer peer;
    private final Instant now;
    private final Sink sink;

    Responder(Sites sites, Peer peer, Instant now, Sink sink) {
        this.sites = sites;
        this.peer = peer;
        this.now = now;
        this.sink = sink;
    }

    void answer(RequestHead request, RequestHead.Authority to, String connection) {
        String path = request.path();
        switch (request.method) {
            case "GET", "POST", "HEAD" -> {
                if (path == null) {
                    throw new IllegalStateException("a path that should have been refused");
                }
                resource(request, path, to, connection);
            }
            case "OPTIONS" -> {
                record(request, to, 200, 0, "options");
                String type = request.target.equals("*") ? "" : "text/html";
                sink.send(Apache.options(type, connection, now));
            }
            case "TRACE" ->
                    refuse(request, Apache.Failure.NOT_ALLOWED, "Allow: \r\n", to, connection);
            default -> {
                var failure =
                        Apache.knows(request.method)
                                ? Apache.Failure.NOT_ALLOWED
                                : Apache.Failure.NOT_IMPLEMENTED;
                refuse(request, failure, "Allow: " + Apache.ALLOW + "\r\n", to, connection);
            }
        }
    }

    private void resource(
            RequestHead request, String path, RequestHead.Authority to, String connection) {
        Site site = sites.site(to.host());
        String userAgent = bounded(request.field("user-agent", ""));
        Site.Page page = site.page(path, peer, userAgent, now);
        if (page == null) {
            refuse(request, Apache.Failure.NOT_FOUND, "", to, connection);
            return;
        }
        String kind = page.kind().name().toLowerCase(Locale.ROOT);
        boolean head = request.method.equals("HEAD");
        boolean unchanged = unchanged(request, page);
        Range range = unchanged || head ? null : range(request, page.body().length);
        int status = unchanged ? 304 : range == null ? 200 : 206;
        int bytes = head || unchanged ? 0 : range == null ? page.body().length : range.bytes();
        record(request, to, status, bytes, kind);
        if (page.grant() != null) { // Also of a HEAD: a later GET shows the same addresses.
            recordBait(page.grant(), site, path, userAgent);
        }
        if (request.isSimple()) {
            sink.send(page.body());
        } else if (unchanged) {
            sink.send(Apache.notModified(page, connection, now));
        } else if (range != null) {
            sink.send(Apache.part(page, range.from(), range.to(), connection, now));
        } else {
            sink.send(Apache.page(page, head, connection, now));
        }
    }

    private void recordBait(Grant grant, Site site, String path, String userAgent) {
        if (grant.newVisit()) {
            sink.record(new JournalEvent.VisitOpened(grant.visit(), site.host(), userAgent));
        }
        if (grant.fresh()) {
            sink.recordFirst(
                    new JournalEvent.BaitServed(
                            grant.visit(), site.host(), path, userAgent, grant.addresses()));
        }
    }

    /** The bytes of a page that were asked for, both ends included. */
    private record Range(int from, int to) {
        int bytes() {
            return to - from + 1;
        }
    }

    /** A single range (RFC 9110 section 14); null if there is none to send. */
    private static @Nullable Range range(RequestHead request, int bodyBytes) {
        Matcher asked = ONE_RANGE.matcher(request.field("range", ""));
        if (request.method.equals("POST") || !asked.matches() || asked.group(1).isEmpty()) {
            return null;
        }
        int last = bodyBytes - 1;
        int from = Integer.parseInt(asked.group(1));
        int to = asked.group(2).isEmpty() ? last : Integer.parseInt(asked.group(2));
        return from > last || to < from ? null : new Range(from, Math.min(to, last));
    }

    /** RFC 9110 section 13.2.2: the validator first, the date only without one. */
    private static boolean unchanged(RequestHead request, Site.Page page) {
        if (request.method.equals("POST")) {
            return false;
        }
        String tags = request.field("if-none-match", "");
        if (!tags.isEmpty()) {
            return tags.equals("*") || tags.contains(Apache.etag(page));
        }
        Instant since = date(request.field("if-modified-since", ""));
        return since != null && !page.modified().isAfter(since);
    }

    private static @Nullable Instant date(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        } catch (DateTimeException e) {
            return null; // RFC 9110 section 13.1.3: what is no date is as if it were not there.
        }
    }

    private void refuse(
            RequestHead request,
            Apache.Failure failure,
            String allow,
            RequestHead.Authority to,
            String connection) {
        record(request, to, failure.status, 0, failure.status == 404 ? "missing" : "error");
        var error = new Apache.Refusal(failure, request.method, allow, to.host(), to.port());
        sink.send(Apache.error(error, request.method.equals("HEAD"), connection, now));
    }

    private void record(
            RequestHead request, RequestHead.Authority to, int status, long bytes, String kind) {
        sink.record(
                new JournalEvent.PageServed(
                        request.method,
                        bounded(to.host()),
                        bounded(request.target),
                        request.version,
                        bounded(request.field("referer", "")),
                        bounded(request.field("user-agent", "")),
                        status,
                        bytes,
                        kind));
    }

    static String bounded(String text) {
        return text.substring(0, Math.min(text.length(), RECORDED_BYTES_MAX));
    }
}
