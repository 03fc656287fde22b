package org.honeyspam.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.honeyspam.bait.Grant;
import org.jspecify.annotations.Nullable;

/**
 * What an origin server answers.
 *
 * @param fields in the order of that server; the length is the body's, also for HEAD
 * @param grant the addresses on the page; null if there are none
 */
@SuppressWarnings("ArrayRecordComponent") // Sent, never compared.
record Origin(
        Kind kind,
        int status,
        String reason,
        List<Field> fields,
        byte[] body,
        @Nullable Grant grant) {

    Origin {
        fields = List.copyOf(fields);
    }

    /** What it is, for the record. */
    enum Kind {
        /** A page of a site that was made up. */
        PAGE,
        /** Tells a tester what the proxy told of him. */
        JUDGE,
        /** Tells the address that a request came from, or the request. */
        ECHO,
        /** A page that testers know. */
        FRONT,
        /** A picture, a style sheet, robots.txt. */
        FILE,
        /** What is said to somebody who sent a form. */
        FORM
    }

    /** The same to one who is connected to it, and not to a proxy. */
    Answer answer(RequestHead head) {
        if (head.isSimple()) {
            return new Answer(status, body, body.length, true);
        }
        boolean stays = head.keepsAlive();
        var start = new StringBuilder("HTTP/1.1 " + status + " " + reason + "\r\n");
        fields.forEach(field -> start.append(field.name() + ": " + field.value() + "\r\n"));
        start.append("Connection: ").append(stays ? "keep-alive" : "close").append("\r\n\r\n");
        var all = new ByteArrayOutputStream(body.length + 512);
        all.writeBytes(start.toString().getBytes(ISO_8859_1));
        if (!head.is("HEAD")) {
            all.writeBytes(body);
        }
        return new Answer(status, all.toByteArray(), body.length, !stays);
    }
}
