package org.honeyspam.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.Header;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Outcome;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.journal.JournalEvent;
import org.jspecify.annotations.Nullable;

/**
 * A connection of HTTP/2 (RFC 9113) seen from the server. All state of the connection changes here;
 * what is right in a request, and what is said to it, is the persona's, as with HTTP/1.
 */
final class Http2Dialogue implements Dialogue {
    static final int BLOCK_BYTES_MAX = 32_768;
    static final int CONTINUATIONS_MAX = 16;

    /** Frames that bring no request to its end. */
    static final int IDLE_FRAMES_MAX = 1_000;

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1);

    private final WebPersona persona;
    private final H2Cutter cutter = new H2Cutter();
    private final H2Heads heads = new H2Heads();
    private final H2Streams streams;
    private final ByteArrayOutputStream block = new ByteArrayOutputStream();
    private @Nullable H2Frame blockBegan;
    private int continuations;
    private int prefaceBytes;
    private boolean settingsHeard;
    private int idleFrames;
    private byte[] rest = new byte[0];
    private boolean over;

    Http2Dialogue(WebServer server) {
        this.persona = server.persona();
        this.streams = new H2Streams(server, heads);
    }

    @Override
    public void opened(Peer newPeer, Instant now, Sink sink) {
        streams.begin(newPeer);
        byte[] ours = H2Settings.of(H2Settings.MAX_CONCURRENT_STREAMS, H2Streams.OPEN_MAX);
        sink.send(new H2Frame(H2Frame.SETTINGS, 0, 0, ours).bytes());
        sink.deadline(persona.requestMax());
    }

    @Override
    public void received(byte[] bytes, Instant now, Sink sink) {
        int at = 0;
        while (at < bytes.length && prefaceBytes < PREFACE.length) {
            if (bytes[at++] != PREFACE[prefaceBytes++]) {
                end(H2Error.PROTOCOL_ERROR, "preface", sink);
                return;
            }
        }
        while (at < bytes.length && !over && !streams.forms.isStoring()) {
            at = cutter.feed(bytes, at);
            if (cutter.tooLong()) {
                end(H2Error.FRAME_SIZE_ERROR, "frame too long", sink);
            }
            H2Frame frame = cutter.poll();
            if (frame != null) {
                H2Error error = heard(frame, now, sink);
                if (error != null) {
                    end(error, "type %d flags %d".formatted(frame.type(), frame.flags()), sink);
                }
            }
        }
        rest =
                streams.forms.isStoring()
                        ? Arrays.copyOfRange(bytes, at, bytes.length)
                        : new byte[0];
    }

    @Override
    public void timedOut(Instant now, Sink sink) {
        goAway(H2Error.NO_ERROR, sink);
    }

    @Override
    public void stored(Outcome outcome, Instant now, Sink sink) {
        streams.forms.stored(outcome, sink);
        streams.serve(now, sink);
        if (streams.isDone()) {
            goAway(H2Error.NO_ERROR, sink);
        }
        received(rest, now, sink);
    }

    @Override
    public void failed(Instant now, Sink sink) {
        goAway(H2Error.INTERNAL_ERROR, sink);
    }

    @Override
    public void closed(Instant now, Sink sink) {
        over = true;
        streams.forms.closed(sink);
    }

    // ---- frames: each returns why the connection ends, or null

    private @Nullable H2Error heard(H2Frame frame, Instant now, Sink sink) {
        boolean continues = frame.type() == H2Frame.CONTINUATION;
        boolean inPlace =
                blockBegan == null
                        ? !continues
                        : continues && frame.stream() == blockBegan.stream();
        if (!inPlace || !settingsHeard && frame.type() != H2Frame.SETTINGS) {
            return H2Error.PROTOCOL_ERROR;
        }
        if (++idleFrames > IDLE_FRAMES_MAX) {
            return H2Error.ENHANCE_YOUR_CALM;
        }
        int progress = streams.progress();
        H2Error error = told(frame, now, sink);
        idleFrames = streams.progress() == progress ? idleFrames : 0;
        if (error == null && streams.isDone()) {
            goAway(H2Error.NO_ERROR, sink);
        }
        return error;
    }

    private @Nullable H2Error told(H2Frame frame, Instant now, Sink sink) {
        return switch (frame.type()) {
            case H2Frame.DATA -> streams.data(frame, now, sink);
            case H2Frame.HEADERS -> headers(frame, now, sink);
            case H2Frame.CONTINUATION -> continuation(frame, now, sink);
            case H2Frame.PRIORITY -> streams.priority(frame, now, sink);
            case H2Frame.RST_STREAM -> streams.reset(frame, now, sink);
            case H2Frame.SETTINGS -> settings(frame, now, sink);
            case H2Frame.PUSH_PROMISE -> H2Error.PROTOCOL_ERROR;
            case H2Frame.PING -> ping(frame, sink);
            case H2Frame.GOAWAY -> goingAway(frame);
            case H2Frame.WINDOW_UPDATE -> streams.windowUpdate(frame, now, sink);
            default -> null; // RFC 9113 section 5.5.
        };
    }

    private @Nullable H2Error headers(H2Frame frame, Instant now, Sink sink) {
        byte[] content = frame.content();
        if (frame.stream() % 2 == 0 || content == null) {
            return H2Error.PROTOCOL_ERROR;
        }
        blockBegan = frame;
        continuations = 0;
        block.reset();
        block.writeBytes(content);
        return frame.has(H2Frame.END_HEADERS) ? blockEnds(frame, now, sink) : null;
    }

    private @Nullable H2Error continuation(H2Frame frame, Instant now, Sink sink) {
        block.writeBytes(frame.payload());
        if (++continuations > CONTINUATIONS_MAX || block.size() > BLOCK_BYTES_MAX) {
            return H2Error.ENHANCE_YOUR_CALM;
        }
        H2Frame began = blockBegan;
        return began != null && frame.has(H2Frame.END_HEADERS) ? blockEnds(began, now, sink) : null;
    }

    private @Nullable H2Error blockEnds(H2Frame began, Instant now, Sink sink) {
        blockBegan = null;
        List<Header> fields = heads.read(block.toByteArray());
        if (fields == null) {
            return H2Error.COMPRESSION_ERROR;
        }
        return streams.head(began, fields, now, sink);
    }

    private @Nullable H2Error settings(H2Frame frame, Instant now, Sink sink) {
        byte[] payload = frame.payload();
        boolean acknowledged = frame.has(H2Frame.ACK);
        if (frame.stream() != 0 || acknowledged && !settingsHeard) {
            return H2Error.PROTOCOL_ERROR;
        }
        if (payload.length % H2Settings.BYTES_OF_ONE != 0 || acknowledged && payload.length > 0) {
            return H2Error.FRAME_SIZE_ERROR;
        }
        if (acknowledged) {
            return null;
        }
        settingsHeard = true;
        for (Map.Entry<Integer, Long> one : H2Settings.read(payload).entrySet()) {
            H2Error fault = H2Settings.fault(one.getKey(), one.getValue());
            if (fault != null) {
                return fault;
            }
            if (one.getKey() == H2Settings.HEADER_TABLE_SIZE) {
                heads.tableChanged();
            }
            if (one.getKey() == H2Settings.INITIAL_WINDOW_SIZE && !streams.resize(one.getValue())) {
                return H2Error.FLOW_CONTROL_ERROR;
            }
        }
        sink.send(new H2Frame(H2Frame.SETTINGS, H2Frame.ACK, 0, new byte[0]).bytes());
        streams.serve(now, sink);
        return null;
    }

    private @Nullable H2Error ping(H2Frame frame, Sink sink) {
        if (frame.stream() != 0) {
            return H2Error.PROTOCOL_ERROR;
        }
        if (frame.payload().length != 8) {
            return H2Error.FRAME_SIZE_ERROR;
        }
        if (!frame.has(H2Frame.ACK)) {
            sink.send(new H2Frame(H2Frame.PING, H2Frame.ACK, 0, frame.payload()).bytes());
        }
        return null;
    }

    private @Nullable H2Error goingAway(H2Frame frame) {
        if (frame.stream() != 0) {
            return H2Error.PROTOCOL_ERROR;
        }
        if (frame.payload().length < 8) {
            return H2Error.FRAME_SIZE_ERROR;
        }
        streams.leave();
        return null;
    }

    private void end(H2Error error, String sample, Sink sink) {
        sink.record(new JournalEvent.OddInput("bad_frame", error + ": " + sample));
        goAway(error, sink);
    }

    private void goAway(H2Error error, Sink sink) {
        byte[] payload = ByteBuffer.allocate(8).putInt(streams.last()).putInt(error.code()).array();
        sink.send(new H2Frame(H2Frame.GOAWAY, 0, 0, payload).bytes());
        over = true;
        sink.close();
    }
}
