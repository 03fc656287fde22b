package org.honeyspam.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http2.hpack.HPackDecoder;
import org.apache.hc.core5.http2.hpack.HPackEncoder;
import org.apache.hc.core5.http2.hpack.HPackException;
import org.apache.hc.core5.util.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/** Header blocks of one connection (RFC 7541): read into fields, and written from answers. */
final class H2Heads {
    /** Of all fields together: what is longer costs more than it can be worth. */
    static final int LIST_BYTES_MAX = 65_536;

    private static final int TABLE_BYTES = 4_096;

    /** Says that nothing is remembered of what was written (RFC 7541 section 6.3). */
    private static final int NO_TABLE = 0x20;

    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

    private static final Set<String> PSEUDO = Set.of(":method", ":scheme", ":path", ":authority");

    private final HPackDecoder decoder = new HPackDecoder(TABLE_BYTES, ISO_8859_1);
    private final HPackEncoder encoder = new HPackEncoder(0, ISO_8859_1);
    private boolean tableToSay = true;

    H2Heads() {
        decoder.setMaxListSize(LIST_BYTES_MAX);
    }

    /** The fields in a block; null if it cannot be read, and so none after it. */
    @Nullable List<Header> read(byte[] block) {
        try {
            return decoder.decodeHeaders(ByteBuffer.wrap(block));
        } catch (HPackException | RuntimeException e) {
            return null; // The peer's mistake, which the reader says in one way or another.
        }
    }

    /** The peer set the size of the table that it keeps of what we write. */
    void tableChanged() {
        tableToSay = true;
    }

    /** The head of an answer as a block, without what HTTP/2 has no use for. */
    byte[] write(Reply reply) {
        String head =
                new String(reply.bytes(), 0, reply.bytes().length - reply.bodyBytes(), ISO_8859_1);
        List<Header> fields = new ArrayList<>();
        fields.add(new BasicHeader(":status", String.valueOf(reply.status())));
        head.lines()
                .skip(1)
                .filter(line -> line.indexOf(':') > 0)
                .forEach(
                        line -> {
                            int colon = line.indexOf(':');
                            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
                            if (!OF_THE_CONNECTION.contains(name)) {
                                String value = line.substring(colon + 1).strip();
                                fields.add(new BasicHeader(name, value));
                            }
                        });
        return written(fields);
    }

    private byte[] written(List<Header> fields) {
        var coded = new ByteArrayBuffer(256);
        try {
            encoder.encodeHeaders(coded, fields, false);
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("a field of ours is not Latin-1", e);
        }
        var block = new ByteArrayOutputStream();
        if (tableToSay) {
            tableToSay = false;
            block.write(NO_TABLE);
        }
        block.writeBytes(coded.toByteArray());
        return block.toByteArray();
    }

    /** What a request asks for: its pseudo-fields, and its fields (RFC 9113 section 8.3.1). */
    record Asked(String method, String authority, String path, List<Header> fields) {}

    /** Null if the request is malformed. */
    static @Nullable Asked asked(List<Header> all) {
        Map<String, String> pseudo = new HashMap<>();
        List<Header> fields = new ArrayList<>();
        for (Header one : all) {
            if (!one.getName().startsWith(":")) {
                fields.add(one);
            } else if (!fields.isEmpty()
                    || !PSEUDO.contains(one.getName())
                    || pseudo.put(one.getName(), one.getValue()) != null) {
                return null;
            }
        }
        String method = pseudo.get(":method");
        String path = pseudo.get(":path");
        String authority = pseudo.getOrDefault(":authority", "");
        boolean tunnel = "CONNECT".equals(method);
        boolean whole =
                tunnel != pseudo.containsKey(":path") && tunnel != pseudo.containsKey(":scheme");
        if (method == null || !whole || "".equals(path) || !areOfARequest(fields)) {
            return null;
        }
        return new Asked(method, authority, path == null ? authority : path, fields);
    }

    /** Whether fields may stand in a request, or behind its body. */
    static boolean areOfARequest(List<Header> fields) {
        return fields.stream()
                .allMatch(
                        field ->
                                isName(field.getName())
                                        && !OF_THE_CONNECTION.contains(field.getName())
                                        && (!field.getName().equals("te")
                                                || "trailers".equals(field.getValue())));
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ':' && !isUpper(c));
    }

    private static boolean isUpper(int c) {
        return c >= 'A' && c <= 'Z';
    }
}
