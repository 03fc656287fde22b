package org.honeyspam.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of itself before anything is agreed on. Two clients of one make say the same,
 * whatever address they come from: see {@link Fingerprint}.
 *
 * @param version the legacy one of the message
 * @param ciphers in the order of the client, as are all lists
 * @param extensions types only
 * @param versions of the extension for it; empty if there was none
 * @param serverName at most 255 characters, one a byte
 * @param protocol the first of ALPN, one character a byte
 */
record ClientHello(
        int version,
        List<Integer> ciphers,
        List<Integer> extensions,
        List<Integer> groups,
        List<Integer> pointFormats,
        List<Integer> signatures,
        List<Integer> versions,
        @Nullable String serverName,
        @Nullable String protocol) {

    static final int SERVER_NAME = 0;
    static final int ALPN = 16;

    private static final int GROUPS = 10;
    private static final int POINT_FORMATS = 11;
    private static final int SIGNATURES = 13;
    private static final int VERSIONS = 43;
    private static final int RANDOM_BYTES = 32;
    private static final int HOST_NAME = 0;
    private static final int SERVER_NAME_CHARACTERS_MAX = 255;

    /**
     * Reads the body of a handshake message of that type (RFC 8446 section 4.1.2, RFC 5246 section
     * 7.4.1.2); null if it is none.
     */
    static @Nullable ClientHello parse(byte[] body) {
        try {
            return parse(ByteBuffer.wrap(body));
        } catch (BufferUnderflowException e) {
            return null; // A length that leads behind the end.
        }
    }

    private static ClientHello parse(ByteBuffer in) {
        int version = u16(in);
        skip(in, RANDOM_BYTES);
        block8(in); // Session id.
        List<Integer> ciphers = numbers(block16(in));
        block8(in); // Compression methods.
        List<Integer> extensions = new ArrayList<>();
        Map<Integer, ByteBuffer> contents = new HashMap<>();
        ByteBuffer all = in.hasRemaining() ? block16(in) : ByteBuffer.allocate(0);
        while (all.hasRemaining()) {
            int type = u16(all);
            extensions.add(type);
            contents.putIfAbsent(type, block16(all));
        }
        return new ClientHello(
                version,
                ciphers,
                extensions,
                list16(contents.get(GROUPS)),
                bytes(contents.get(POINT_FORMATS)),
                list16(contents.get(SIGNATURES)),
                versions(contents.get(VERSIONS)),
                serverName(contents.get(SERVER_NAME)),
                protocol(contents.get(ALPN)));
    }

    private static List<Integer> list16(@Nullable ByteBuffer content) {
        return content == null ? List.of() : numbers(block16(content));
    }

    private static List<Integer> versions(@Nullable ByteBuffer content) {
        return content == null ? List.of() : numbers(block8(content));
    }

    private static List<Integer> bytes(@Nullable ByteBuffer content) {
        List<Integer> all = new ArrayList<>();
        if (content != null) {
            ByteBuffer block = block8(content);
            while (block.hasRemaining()) {
                all.add(block.get() & 0xff);
            }
        }
        return List.copyOf(all);
    }

    /** RFC 6066 section 3. */
    private static @Nullable String serverName(@Nullable ByteBuffer content) {
        if (content == null || !content.hasRemaining()) {
            return null;
        }
        ByteBuffer names = block16(content);
        while (names.hasRemaining()) {
            int type = names.get();
            ByteBuffer name = block16(names);
            if (type == HOST_NAME) {
                String text = text(name);
                return text.substring(0, Math.min(text.length(), SERVER_NAME_CHARACTERS_MAX));
            }
        }
        return null;
    }

    /** RFC 7301 section 3.1. */
    private static @Nullable String protocol(@Nullable ByteBuffer content) {
        ByteBuffer names = content == null ? ByteBuffer.allocate(0) : block16(content);
        return names.hasRemaining() ? text(block8(names)) : null;
    }

    /** Numbers of two bytes; an odd byte behind them counts as a break of the message. */
    private static List<Integer> numbers(ByteBuffer block) {
        List<Integer> all = new ArrayList<>(block.remaining() / 2);
        while (block.hasRemaining()) {
            all.add(u16(block));
        }
        return List.copyOf(all);
    }

    private static String text(ByteBuffer block) {
        byte[] bytes = new byte[block.remaining()];
        block.get(bytes);
        return new String(bytes, ISO_8859_1);
    }

    private static ByteBuffer block8(ByteBuffer in) {
        return block(in, in.get() & 0xff);
    }

    private static ByteBuffer block16(ByteBuffer in) {
        return block(in, u16(in));
    }

    private static ByteBuffer block(ByteBuffer in, int length) {
        int start = in.position();
        skip(in, length);
        return in.slice(start, length);
    }

    private static void skip(ByteBuffer in, int length) {
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        in.position(in.position() + length);
    }

    private static int u16(ByteBuffer in) {
        return in.getShort() & 0xffff;
    }
}
