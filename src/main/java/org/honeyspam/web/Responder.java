package org.honeyspam.web;

import java.time.Duration;
import java.util.Locale;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.journal.PeerText;
import org.honeyspam.site.Obedience;
import org.honeyspam.site.Site;
import org.jspecify.annotations.Nullable;

/** Sends answers and records them: addresses are on disk before they are out. */
final class Responder {
    private Responder() {}

    static void send(Request request, String host, Reply reply, Pace pace, Sink sink) {
        note(request, host, reply, sink);
        if (isOfMaze(request, reply)) {
            String site = request.shownBy().host();
            pace.send(reply.bytes(), request.visitor(), site, request.now, sink);
        } else {
            sink.send(reply.bytes());
        }
    }

    /** Waits for as long as the answer would take to go out slowly. */
    static void pause(Request request, Reply reply, Pace pace, Sink sink) {
        if (isOfMaze(request, reply)) {
            String site = request.shownBy().host();
            int bytes = reply.bytes().length;
            Duration whole = pace.plan(request.visitor(), site, bytes, request.now).whole();
            if (!whole.isZero()) {
                sink.pause(whole);
            }
        }
    }

    /** Whether the answer goes out as slowly as its visitor is due. */
    private static boolean isOfMaze(Request request, Reply reply) {
        Site.Page page = request.shown();
        return page != null && shows(reply) && page.kind() == Site.Kind.MAZE;
    }

    private static boolean shows(Reply reply) {
        return reply.status() < 400 || reply.status() == 416;
    }

    /** Records an answer that is sent next. */
    static void note(Request request, String host, Reply reply, Sink sink) {
        sink.meets(host);
        Site.Page page = request.shown();
        String kind =
                page != null && shows(reply)
                        ? page.kind().name().toLowerCase(Locale.ROOT)
                        : unshown(request.head, reply.status()).name().toLowerCase(Locale.ROOT);
        recordGuest(request, sink);
        record(request.head, host, reply, kind, sink);
        if (page != null && shows(reply)) {
            recordObedience(request, page.kind(), sink);
        }
        if (page == null || page.kind() == Site.Kind.PROBE) {
            recordWeakness(request.head, host, reply, sink);
        }
        if (page != null && page.grant() != null) {
            // Also of a HEAD: a later GET shows the same addresses.
            page.grant()
                    .record(request.shownBy().host(), request.shownAt(), request.userAgent(), sink);
        }
    }

    /** Sends a refusal of what was read so far. */
    static void refuse(@Nullable RequestHead head, String host, Reply reply, Sink sink) {
        noteRefusal(head, host, reply, sink);
        sink.send(reply.bytes());
    }

    /** Records a refusal that is sent next. */
    static void noteRefusal(@Nullable RequestHead head, String host, Reply reply, Sink sink) {
        RequestHead about = head == null ? new RequestHead("", "", "", "") : head;
        record(about, host, reply, "error", sink);
    }

    /** What is answered where no page is shown, in the record. */
    enum Unshown {
        MISSING,
        MOVED,
        OPTIONS,
        ERROR
    }

    private static Unshown unshown(RequestHead head, int status) {
        return switch (status) {
            case 404 -> Unshown.MISSING;
            case 301 -> Unshown.MOVED;
            default -> status < 400 && head.is("OPTIONS") ? Unshown.OPTIONS : Unshown.ERROR;
        };
    }

    private static void recordWeakness(RequestHead head, String host, Reply reply, Sink sink) {
        String kind = Weakness.of(head.target);
        if (kind != null) {
            sink.record(
                    new JournalEvent.WeaknessSought(
                            kind,
                            PeerText.bounded(host),
                            PeerText.bounded(head.target),
                            PeerText.bounded(head.said("user-agent")),
                            reply.status()));
        }
    }

    /** One who says that he is a crawler is told of once a walk. */
    private static void recordGuest(Request request, Sink sink) {
        Obedience.Guest guest = request.guest();
        Obedience.Claim claim = guest == null ? null : guest.claim();
        if (guest != null && claim != null && guest.walk().greet()) {
            sink.record(claim.seen(guest.standing(), null, guest.treatment()));
        }
    }

    private static void recordObedience(Request request, Site.Kind kind, Sink sink) {
        Obedience.Guest guest = request.guest();
        if (guest == null) {
            return;
        }
        if (kind == Site.Kind.ROBOTS && !request.head.is("HEAD")) {
            guest.walk().readRobots();
        } else if (kind == Site.Kind.MAZE && guest.walk().enter()) {
            sink.record(
                    new JournalEvent.MazeEntered(
                            request.shownBy().host(),
                            request.userAgent(),
                            guest.crawler(),
                            guest.purpose().label(),
                            guest.standing().label(),
                            guest.walk().hasReadRobots()));
        }
    }

    private static void record(RequestHead head, String host, Reply reply, String kind, Sink sink) {
        sink.record(
                new JournalEvent.PageServed(
                        PeerText.bounded(head.method),
                        PeerText.bounded(host),
                        PeerText.bounded(head.target),
                        head.version,
                        PeerText.bounded(head.said("referer")),
                        PeerText.bounded(head.said("user-agent")),
                        reply.status(),
                        reply.bodyBytes(),
                        kind));
    }

    /** Records what no well-made client sends, with a sample of it. */
    static void odd(String kind, String input, Sink sink) {
        sink.record(new JournalEvent.OddInput(kind, PeerText.sample(input)));
    }
}
