package org.honeyspam.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.ByteSequence;
import org.jspecify.annotations.Nullable;

/** Goes once through a message's structure, and no further than the limits let it. */
final class MimeWalk {
    private final byte[] message;
    private final Notes notes;
    private final MimeTokenStream stream;
    private final Deque<Draft> open = new ArrayDeque<>();
    private final List<Field> fields = new ArrayList<>();
    private final List<Piece> texts = new ArrayList<>();
    private int textChars;
    private int parts;
    private @Nullable Part whole;
    private @Nullable String wanted;
    private byte @Nullable [] kept;

    /** Text of a part, in the message's order. */
    record Piece(boolean html, String text) {}

    /** A part whose end was not seen yet. */
    private static final class Draft {
        private @Nullable Parameters type;
        private @Nullable Parameters disposition;
        private byte[] preamble = {};
        private boolean multipart;
        private @Nullable Part leaf;
        private final List<Part> parts = new ArrayList<>();

        String declared() {
            return type == null || type.value().isEmpty() ? "text/plain" : type.value();
        }

        @Nullable String name() {
            String name = disposition == null ? null : disposition.get("filename");
            return name == null && type != null ? type.get("name") : name;
        }
    }

    MimeWalk(byte[] message, Notes notes) {
        this.message = withoutEnvelope(message);
        this.notes = notes;
        var config = MimeConfig.custom().setMaxHeaderLen(-1).setMaxHeaderCount(-1);
        this.stream = new MimeTokenStream(config.setMaxLineLen(-1).build(), listening(notes), null);
    }

    /** A mailbox's {@code From } line is no part of the message. */
    private static byte[] withoutEnvelope(byte[] message) {
        boolean mailbox =
                new String(
                                message,
                                0,
                                Math.min(5, message.length),
                                java.nio.charset.StandardCharsets.ISO_8859_1)
                        .equals("From ");
        int end = 0;
        while (mailbox && end < message.length && message[end] != '\n') {
            end++;
        }
        return mailbox
                ? java.util.Arrays.copyOfRange(
                        message, Math.min(end + 1, message.length), message.length)
                : message;
    }

    /** mime4j goes on where it would complain, and tells of it. */
    private static DecodeMonitor listening(Notes notes) {
        return new DecodeMonitor() {
            @Override
            public boolean warn(String error, String dropDesc) {
                boolean header = error.toLowerCase(Locale.ROOT).contains("header");
                notes.odd(header ? Oddity.BROKEN_HEADER : Oddity.BROKEN_TRANSFER_ENCODING);
                return false;
            }

            @Override
            public boolean isListening() {
                return true;
            }
        };
    }

    /** The fields of the message's own header. */
    List<Field> fields() {
        return fields;
    }

    List<Piece> texts() {
        return texts;
    }

    /** Has the bytes of the part with that hash kept. */
    void keep(String sha256) {
        wanted = sha256;
    }

    /** The bytes that were to be kept; null if there were none. */
    byte @Nullable [] kept() {
        return kept;
    }

    Part walk() {
        try {
            stream.parse(new ByteArrayInputStream(message));
            EntityState state = stream.getState();
            while (state != EntityState.T_END_OF_STREAM && take(state)) {
                state = stream.next();
            }
        } catch (MimeException | IOException e) {
            notes.odd(Oddity.BROKEN_MIME);
        }
        while (!open.isEmpty()) {
            close();
        }
        if (fields.isEmpty() && message.length > 0) {
            open.push(new Draft());
            whole = leaf(message);
        }
        Part root = whole;
        return root != null
                ? root
                : new Part("text/plain", "text/plain", null, false, 0, "", List.of(), List.of());
    }

    /** Whether to go on. */
    private boolean take(EntityState state) throws IOException {
        switch (state) {
            case T_START_HEADER -> {
                if (!notes.room(Limit.PARTS, parts++)) {
                    return false;
                }
                open.push(new Draft());
            }
            case T_FIELD -> field();
            case T_END_HEADER -> headerEnded();
            case T_START_MULTIPART -> open.element().multipart = true;
            case T_PREAMBLE -> open.element().preamble = stream.getInputStream().readAllBytes();
            case T_BODY ->
                    open.element().leaf = leaf(stream.getDecodedInputStream().readAllBytes());
            case T_END_MESSAGE, T_END_BODYPART -> {
                close();
                stream.setRecursionMode(RecursionMode.M_RECURSE);
            }
            default -> {
                // The other states only frame these.
            }
        }
        return true;
    }

    private void field() {
        ByteSequence raw = stream.getField().getRaw();
        byte[] bytes = raw == null ? new byte[0] : raw.toByteArray();
        int colon = 0;
        while (colon < bytes.length && bytes[colon] != ':') {
            colon++;
        }
        String name = stream.getField().getName();
        String lower = name.toLowerCase(Locale.ROOT);
        boolean top = open.size() == 1;
        boolean typing = lower.equals("content-type") || lower.equals("content-disposition");
        if (!typing && (!top || !notes.room(Limit.FIELDS, fields.size()))) {
            return;
        }
        int from = Math.min(colon + 1, bytes.length);
        String text =
                notes.within(
                        Limit.FIELD_CHARS,
                        Charsets.header(java.util.Arrays.copyOfRange(bytes, from, bytes.length)));
        String unfolded = text.replaceAll("\\r?\\n", "").strip();
        Draft draft = open.element();
        if (lower.equals("content-type") && draft.type == null) {
            draft.type = Parameters.of(unfolded, notes);
        } else if (lower.equals("content-disposition") && draft.disposition == null) {
            draft.disposition = Parameters.of(unfolded, notes);
        }
        if (top && fields.size() < Limit.FIELDS.max) {
            fields.add(new Field(name, EncodedWords.decode(unfolded, notes), unfolded));
        }
    }

    private void headerEnded() {
        if (!notes.room(Limit.DEPTH, open.size())) {
            stream.setRecursionMode(RecursionMode.M_FLAT);
        }
    }

    private Part leaf(byte[] bytes) {
        Draft draft = open.element();
        String declared = draft.declared();
        boolean unparted = declared.startsWith("multipart/");
        String type = FileType.of(bytes, unparted ? "text/plain" : declared);
        if (unparted && open.size() < Limit.DEPTH.max) {
            notes.odd(Oddity.NO_BOUNDARY);
        }
        String name = draft.name();
        boolean attached =
                draft.disposition != null && draft.disposition.value().equals("attachment");
        List<Part.Entry> entries = Archives.list(bytes, type, notes);
        type = FileType.refined(type, entries);
        String shown = name == null ? null : notes.within(Limit.NAME_CHARS, name);
        String hash = Hashes.sha256(bytes);
        kept = hash.equals(wanted) ? bytes : kept;
        var part =
                new Part(declared, type, shown, attached, bytes.length, hash, entries, List.of());
        Suspicion.of(part, notes);
        if (part.isText()) {
            text(bytes, type.equals("text/html"));
        }
        return part;
    }

    private void text(byte[] bytes, boolean html) {
        Parameters type = open.element().type;
        String declared = type == null ? null : type.get("charset");
        String text = Charsets.text(bytes, declared, notes);
        Limit limit = html ? Limit.HTML_CHARS : Limit.TEXT_CHARS;
        if (notes.room(limit, textChars)) {
            texts.add(new Piece(html, notes.within(limit, text)));
            textChars += text.length();
        }
    }

    private void close() {
        Draft draft = open.pop();
        Part part = draft.leaf;
        if (part == null) {
            if (draft.multipart && draft.parts.isEmpty()) {
                part = unparted(draft);
            } else {
                part =
                        new Part(
                                draft.declared(),
                                draft.declared(),
                                draft.name(),
                                false,
                                0,
                                "",
                                List.of(),
                                List.copyOf(draft.parts));
            }
        }
        Draft outer = open.peek();
        if (outer == null) {
            whole = part;
        } else {
            outer.parts.add(part);
        }
    }

    /** A multipart whose boundary never comes: programs show its text all the same. */
    private Part unparted(Draft draft) {
        notes.odd(Oddity.BOUNDARY_UNSEEN);
        byte[] bytes = draft.preamble;
        String type = FileType.of(bytes, "text/plain");
        open.push(draft);
        if (type.startsWith("text/")) {
            text(bytes, type.equals("text/html"));
        }
        open.pop();
        return new Part(
                draft.declared(),
                type,
                null,
                false,
                bytes.length,
                Hashes.sha256(bytes),
                List.of(),
                List.of());
    }
}
