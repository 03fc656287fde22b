package org.honeyspam.web;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.site.FormKind;
import org.honeyspam.site.Sites;
import org.jspecify.annotations.Nullable;

/**
 * A form that is being sent: what came of its body is kept up to a limit, and stored with the event
 * made of it.
 */
final class Posting {
    static final String CUT_SHORT = "cut_short";
    static final String NO_ROOM = "no_room";
    private static final String KEPT = "kept";

    private final RequestHead head;
    private final String host;
    private final FormKind kind;
    private final Sites sites;
    private final int bytesMax;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long bodyBytes;
    private boolean lost;

    Posting(Request request, String host, FormKind kind, Sites sites, int bytesMax) {
        this.head = request.head;
        this.host = host;
        this.kind = kind;
        this.sites = sites;
        this.bytesMax = bytesMax;
    }

    /** Hears a piece of the body; what is beyond the limit only counts. */
    void add(byte[] bytes, int from, int length, Sink sink) {
        int room = Math.min(length, bytesMax - kept.size());
        if (room > 0 && !lost) {
            kept.write(bytes, from, room);
            lost = !sink.keep(Arrays.copyOfRange(bytes, from, from + room));
        }
        if (lost) {
            kept.reset(); // Our copy is to be no larger than what the memory set aside allows.
        }
        bodyBytes += length;
    }

    /** Keeps a piece of the body, no more than there is room for, until all of it is stored. */
    void hold(byte[] bytes, int roomBytes) {
        kept.write(bytes, 0, Math.max(0, Math.min(bytes.length, roomBytes)));
        bodyBytes += bytes.length;
    }

    int keptBytes() {
        return kept.size();
    }

    /** Asks for what was held to be stored. */
    void storeHeld(Sink sink) {
        sink.keep(kept.toByteArray());
        store(sink);
    }

    /** Asks for all of it to be stored. */
    void store(Sink sink) {
        sink.store(content -> event(content.sha256(), KEPT));
    }

    /** Records what is not stored. */
    void lose(String outcome, Sink sink) {
        sink.discard();
        sink.record(event(null, outcome));
    }

    private JournalEvent.FormPosted event(@Nullable String sha256, String outcome) {
        String type = head.said("content-type");
        List<JournalEvent.FormField> fields = FormReader.read(type, kept.toByteArray());
        var finds = new FormFinds(fields);
        List<String> addresses = finds.addresses();
        List<String> bait = new ArrayList<>();
        for (String address : addresses) {
            String ours = sites.recognise(address);
            if (ours != null && !bait.contains(ours)) {
                bait.add(ours);
            }
        }
        return new JournalEvent.FormPosted(
                kind.label(),
                Responder.bounded(host),
                Responder.bounded(head.target),
                Responder.bounded(head.said("referer")),
                Responder.bounded(head.said("user-agent")),
                Responder.bounded(type),
                bodyBytes,
                kept.size(),
                sha256,
                fields,
                finds.links(),
                addresses,
                bait,
                kind.takesPasswords() ? finds.user() : null,
                kind.takesPasswords() ? finds.password() : null,
                outcome);
    }
}
