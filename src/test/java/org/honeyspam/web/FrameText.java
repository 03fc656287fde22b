package org.honeyspam.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http2.hpack.HPackDecoder;
import org.apache.hc.core5.http2.hpack.HPackEncoder;
import org.apache.hc.core5.http2.hpack.HPackException;
import org.apache.hc.core5.util.ByteArrayBuffer;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.LineCutter;
import org.honeyspam.dialogue.Outcome;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.Sink;

/**
 * HTTP/2 as lines of text, for transcripts: {@code TYPE STREAM FLAGS CONTENT}, as in {@code HEADERS
 * 1 5 :method: GET | :path: /}. Content is fields, text, settings, numbers, or {@code 0x} and
 * bytes.
 */
final class FrameText implements Dialogue {
    private static final List<String> TYPES =
            List.of(
                    "DATA",
                    "HEADERS",
                    "PRIORITY",
                    "RST_STREAM",
                    "SETTINGS",
                    "PUSH_PROMISE",
                    "PING",
                    "GOAWAY",
                    "WINDOW_UPDATE",
                    "CONTINUATION",
                    "UNKNOWN");
    private static final int TEXT_MAX = 200;

    private final Dialogue inner;
    private final LineCutter line = new LineCutter(100_000);
    private final HPackEncoder encoder = new HPackEncoder(4_096, ISO_8859_1);
    private final HPackDecoder decoder = new HPackDecoder(4_096, ISO_8859_1);

    FrameText(Dialogue inner) {
        this.inner = inner;
        try { // It cannot write an empty value as its first.
            encoder.encodeHeader(new ByteArrayBuffer(16), "x", "y", true);
        } catch (CharacterCodingException e) {
            throw new AssertionError(e);
        }
    }

    /** A frame with a header block of these fields, {@code name: value} each. */
    byte[] headers(int stream, int flags, String... fields) {
        return new H2Frame(H2Frame.HEADERS, flags, stream, block(List.of(fields))).bytes();
    }

    private byte[] block(List<String> fields) {
        List<Header> headers = new ArrayList<>();
        for (String field : fields) {
            int colon = field.indexOf(':', 1);
            headers.add(
                    new BasicHeader(field.substring(0, colon), field.substring(colon + 1).strip()));
        }
        var block = new ByteArrayBuffer(256);
        try {
            encoder.encodeHeaders(block, headers, false);
        } catch (CharacterCodingException e) {
            throw new AssertionError(e);
        }
        return block.toByteArray();
    }

    private byte[] bytes(String text) {
        if (text.equals("PREFACE")) {
            return "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1);
        }
        String[] words = text.split(" ", 4);
        int type = TYPES.indexOf(words[0]);
        String content = words.length > 3 ? words[3] : "";
        return new H2Frame(
                        type,
                        Integer.parseInt(words[2]),
                        Integer.parseInt(words[1]),
                        content(type, content))
                .bytes();
    }

    private byte[] content(int type, String text) {
        if (text.startsWith("0x")) {
            return HexFormat.of().parseHex(text.substring(2));
        }
        return switch (type) {
            case H2Frame.HEADERS, H2Frame.CONTINUATION -> block(List.of(text.split(" \\| ", -1)));
            case H2Frame.SETTINGS -> {
                var all = new ByteArrayOutputStream();
                for (String one : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
                    String[] pair = one.split("=", 2);
                    all.writeBytes(
                            H2Settings.of(
                                    Integer.parseInt(pair[0]), Integer.parseUnsignedInt(pair[1])));
                }
                yield all.toByteArray();
            }
            case H2Frame.DATA, H2Frame.PING -> text.getBytes(ISO_8859_1);
            default -> {
                var numbers = ByteBuffer.allocate(8);
                for (String one : text.split(" ", -1)) {
                    numbers.putInt(Integer.parseInt(one));
                }
                yield Arrays.copyOf(numbers.array(), numbers.position());
            }
        };
    }

    private String text(byte[] bytes) {
        var cutter = new H2Cutter();
        cutter.feed(bytes, 0);
        H2Frame frame = Objects.requireNonNull(cutter.poll());
        byte[] payload = frame.payload();
        String content =
                switch (frame.type()) {
                    case H2Frame.HEADERS, H2Frame.CONTINUATION -> fields(payload);
                    case H2Frame.DATA ->
                            payload.length > TEXT_MAX
                                    ? payload.length + " bytes"
                                    : new String(payload, ISO_8859_1).replace("\n", "\r\n   ");
                    case H2Frame.SETTINGS -> H2Settings.read(payload).toString();
                    case H2Frame.GOAWAY -> frame.number(0) + " " + error(frame.number(4));
                    case H2Frame.RST_STREAM -> error(frame.number(0)).name();
                    case H2Frame.WINDOW_UPDATE -> String.valueOf(frame.number(0));
                    default -> new String(payload, ISO_8859_1);
                };
        return "%s %d %d %s\r\n"
                .formatted(TYPES.get(frame.type()), frame.stream(), frame.flags(), content);
    }

    private static H2Error error(int code) {
        return Arrays.stream(H2Error.values())
                .filter(error -> error.code() == code)
                .findFirst()
                .orElseThrow();
    }

    private String fields(byte[] block) {
        try {
            return decoder.decodeHeaders(ByteBuffer.wrap(block)).stream()
                    .map(field -> "\r\n   " + field.getName() + ": " + field.getValue())
                    .collect(Collectors.joining());
        } catch (HPackException e) {
            throw new AssertionError(e);
        }
    }

    /** The same sink, but what is sent is written as text. */
    private Sink speaking(Sink sink) {
        InvocationHandler calls =
                (self, method, arguments) ->
                        method.getName().equals("send")
                                ? method.invoke(
                                        sink,
                                        (Object) text((byte[]) arguments[0]).getBytes(ISO_8859_1))
                                : method.invoke(sink, arguments);
        return (Sink)
                Proxy.newProxyInstance(
                        Sink.class.getClassLoader(), new Class<?>[] {Sink.class}, calls);
    }

    @Override
    public void opened(Peer peer, Instant now, Sink sink) {
        inner.opened(peer, now, speaking(sink));
    }

    @Override
    public void received(byte[] bytes, Instant now, Sink sink) {
        int at = 0;
        while (at < bytes.length) {
            at = line.feed(bytes, at);
            if (line.complete() && !line.text().isEmpty()) {
                inner.received(bytes(line.text()), now, speaking(sink));
            }
        }
    }

    @Override
    public void timedOut(Instant now, Sink sink) {
        inner.timedOut(now, speaking(sink));
    }

    @Override
    public void stored(Outcome outcome, Instant now, Sink sink) {
        inner.stored(outcome, now, speaking(sink));
    }

    @Override
    public void failed(Instant now, Sink sink) {
        inner.failed(now, speaking(sink));
    }

    @Override
    public void closed(Instant now, Sink sink) {
        inner.closed(now, speaking(sink));
    }
}
