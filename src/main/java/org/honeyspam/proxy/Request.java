package org.honeyspam.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import org.honeyspam.http.Posting;
import org.honeyspam.journal.JournalEvent.ProxyRequest;
import org.honeyspam.journal.PeerText;
import org.jspecify.annotations.Nullable;

/**
 * A request to an HTTP proxy, as it goes on record.
 *
 * @param raw its head as the peer sent it, one character a byte
 * @param credentials null if it has none
 */
record Request(RequestHead head, String raw, @Nullable Credentials credentials) {
    private static final String POSTED = "proxied";

    static Request of(RequestHead head, ByteArrayOutputStream raw) {
        return new Request(head, raw.toString(ISO_8859_1), Credentials.of(head));
    }

    /** What is recorded of one that asks for no host that we could name. */
    ProxyRequest note(Answer answer, Verdict verdict, String outcome) {
        return note(null, null, answer, verdict, outcome);
    }

    /**
     * What is recorded.
     *
     * @param hop null if nobody is to be connected to
     */
    ProxyRequest note(
            @Nullable Target target,
            @Nullable NextHop hop,
            Answer answer,
            Verdict verdict,
            String outcome) {
        return new ProxyRequest(
                "http",
                PeerText.bounded(head.method),
                PeerText.bounded(head.target),
                target == null ? null : PeerText.bounded(target.host()),
                target == null ? null : target.port(),
                hop == null ? null : hop.label(),
                head.version,
                PeerText.bounded(head.said("user-agent")),
                raw,
                credentials == null ? null : PeerText.bounded(credentials.user()),
                credentials == null ? null : PeerText.bounded(credentials.password()),
                answer.status(),
                null,
                answer.bodyBytes(),
                verdict.label(),
                outcome);
    }

    /** What is recorded of a body. */
    Posting.Form form(Target target) {
        return new Posting.Form(
                POSTED,
                true,
                target.host(),
                head.target,
                head.said("referer"),
                head.said("user-agent"),
                head.said("content-type"));
    }
}
