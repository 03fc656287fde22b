package org.honeyspam.http;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.journal.PeerText;
import org.jspecify.annotations.Nullable;

/**
 * A form that is being sent: what came of its body is kept up to a limit, and stored with the event
 * made of it.
 */
public final class Posting {
    public static final String CUT_SHORT = "cut_short";
    public static final String NO_ROOM = "no_room";
    private static final String KEPT = "kept";

    private final Form form;
    private final Function<String, @Nullable String> bait;
    private final int bytesMax;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long bodyBytes;
    private boolean lost;

    /**
     * What is sent where.
     *
     * @param kind as in events
     * @param type that the body is said to have
     */
    public record Form(
            String kind,
            boolean takesPasswords,
            String site,
            String url,
            String referrer,
            String userAgent,
            String type) {}

    /**
     * @param bait recognises addresses that were made here
     * @param bytesMax that are kept
     */
    public Posting(Form form, Function<String, @Nullable String> bait, int bytesMax) {
        this.form = form;
        this.bait = bait;
        this.bytesMax = bytesMax;
    }

    /** Hears a piece of the body; what is beyond the limit only counts. */
    public void add(byte[] bytes, int from, int length, Sink sink) {
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
    public void hold(byte[] bytes, int roomBytes) {
        kept.write(bytes, 0, Math.max(0, Math.min(bytes.length, roomBytes)));
        bodyBytes += bytes.length;
    }

    public int keptBytes() {
        return kept.size();
    }

    /** Of all that was sent, kept or not. */
    public long bodyBytes() {
        return bodyBytes;
    }

    /** Asks for what was held to be stored. */
    public void storeHeld(Sink sink) {
        sink.keep(kept.toByteArray());
        store(sink);
    }

    /** Asks for all of it to be stored. */
    public void store(Sink sink) {
        sink.store(content -> event(content.sha256(), KEPT));
    }

    /** Records what is not stored. */
    public void lose(String outcome, Sink sink) {
        sink.discard();
        sink.record(event(null, outcome));
    }

    private JournalEvent.FormPosted event(@Nullable String sha256, String outcome) {
        List<JournalEvent.FormField> fields = FormReader.read(form.type(), kept.toByteArray());
        var finds = new FormFinds(fields);
        List<String> addresses = finds.addresses();
        List<String> ours = new ArrayList<>();
        for (String address : addresses) {
            String minted = bait.apply(address);
            if (minted != null && !ours.contains(minted)) {
                ours.add(minted);
            }
        }
        return new JournalEvent.FormPosted(
                form.kind(),
                PeerText.bounded(form.site()),
                PeerText.bounded(form.url()),
                PeerText.bounded(form.referrer()),
                PeerText.bounded(form.userAgent()),
                PeerText.bounded(form.type()),
                bodyBytes,
                kept.size(),
                sha256,
                fields,
                finds.links(),
                addresses,
                ours,
                form.takesPasswords() ? finds.user() : null,
                form.takesPasswords() ? finds.password() : null,
                outcome);
    }
}
