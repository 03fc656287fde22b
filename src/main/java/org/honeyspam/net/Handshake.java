package org.honeyspam.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.honeyspam.dialogue.Tls;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.journal.JournalEvent.TlsEstablished;
import org.honeyspam.journal.JournalEvent.TlsFailed;
import org.jspecify.annotations.Nullable;

/**
 * A TLS handshake as the server: reads the ClientHello as it passes by, bounds the time, and says
 * in plain words what came of it.
 */
final class Handshake {
    /** How long one who was told all may take to hear our farewell. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private static final String TIMEOUT = "timeout";
    private static final Map<String, String> REASON_OF_WORDS =
            Map.of(
                    "no cipher suites in common", "no_shared_cipher",
                    "is not enabled or supported", "no_shared_version",
                    "not accepted by server preferences", "no_shared_version",
                    "No appropriate protocol", "no_shared_version",
                    "bad_certificate", "certificate_refused",
                    "certificate_unknown", "certificate_refused",
                    "certificate_expired", "certificate_refused",
                    "unknown_ca", "certificate_refused",
                    "unsupported_certificate", "certificate_refused",
                    "Received fatal alert", "refused");

    /** TLS begins with a record of this type; its forerunner with the highest bit. */
    private static final int RECORD_OF_HANDSHAKE = 22;

    private final SslHandler ssl;
    private final HelloReader hello = new HelloReader();
    private final Consumer<Result> told;
    private boolean mayBeOther;
    private boolean isOther;

    /**
     * @param other whether one who begins otherwise is heard, and TLS taken away again
     */
    Handshake(SSLEngine engine, Duration limit, boolean other, Consumer<Result> told) {
        this.mayBeOther = other;
        this.told = told;
        this.ssl = new SslHandler(engine);
        ssl.setHandshakeTimeoutMillis(limit.toMillis());
        ssl.setCloseNotifyFlushTimeoutMillis(FAREWELL.toMillis());
    }

    /**
     * What came of it.
     *
     * @param agreed null if it failed
     * @param late whether the time was up
     * @param said by one who speaks no TLS and is heard; null for all others
     */
    @SuppressWarnings("ArrayRecordComponent") // Told, never compared.
    record Result(@Nullable Tls agreed, JournalEvent event, boolean late, byte @Nullable [] said) {
        Result(@Nullable Tls agreed, JournalEvent event, boolean late) {
            this(agreed, event, late, null);
        }
    }

    /** What is recorded of one that was agreed on and broken later. */
    static TlsFailed brokenRecord() {
        return failed("broken_record", null);
    }

    /**
     * Puts TLS before that one in the pipeline, and reads until the result is there.
     *
     * @param begun what was read of it already
     */
    void begin(ChannelHandlerContext inner, byte[] begun) {
        ChannelPipeline pipeline = inner.pipeline();
        Tap tap = new Tap();
        pipeline.addBefore(inner.name(), null, tap);
        pipeline.addBefore(inner.name(), null, ssl);
        ssl.handshakeFuture().addListener(done -> tell(done.cause()));
        if (begun.length > 0) {
            tap.resume(pipeline.context(tap), begun);
        }
        inner.channel().read();
    }

    private void tell(@Nullable Throwable cause) {
        if (!isOther) {
            told.accept(result(cause));
        }
    }

    private void leave(ChannelHandlerContext tap, byte[] said) {
        isOther = true;
        tap.pipeline().remove(ssl);
        tap.pipeline().remove(tap.handler());
        told.accept(new Result(null, failed("not_tls", null), false, said));
    }

    /** Whether it is a peer's fault within TLS, and none of ours. */
    static boolean isBroken(Throwable cause) {
        return cause instanceof DecoderException && cause.getCause() instanceof SSLException;
    }

    private Result result(@Nullable Throwable cause) {
        ClientHello seen = hello.hello();
        if (cause != null) {
            String reason = reason(cause);
            return new Result(null, failed(reason, seen), reason.equals(TIMEOUT));
        }
        SSLSession session = ssl.engine().getSession();
        String version = session.getProtocol().replaceFirst("^TLSv", "");
        String cipher = session.getCipherSuite();
        String name = seen == null ? null : seen.serverName();
        String ja3 = seen == null ? "" : Fingerprint.ja3(seen);
        String ja4 = seen == null ? "" : Fingerprint.ja4(seen);
        return new Result(
                new Tls(version, cipher, name, ja3, ja4, protocol()),
                new TlsEstablished(version, cipher, name, ja3, ja4),
                false);
    }

    private @Nullable String protocol() {
        String agreed = ssl.engine().getApplicationProtocol();
        return agreed == null || agreed.isEmpty() ? null : agreed;
    }

    private static TlsFailed failed(String reason, @Nullable ClientHello seen) {
        return seen == null
                ? new TlsFailed(reason, null, null, null)
                : new TlsFailed(
                        reason, seen.serverName(), Fingerprint.ja3(seen), Fingerprint.ja4(seen));
    }

    private static String reason(Throwable cause) {
        String words = String.valueOf(cause.getMessage());
        return switch (cause) {
            case NotSslRecordException none -> "not_tls";
            case SslHandshakeTimeoutException late -> TIMEOUT;
            case ClosedChannelException closed -> "closed";
            default ->
                    REASON_OF_WORDS.entrySet().stream()
                            .filter(known -> words.contains(known.getKey()))
                            .map(Map.Entry::getValue)
                            // An alert's name says more than that it was one.
                            .min(
                                    (a, b) ->
                                            Boolean.compare(
                                                    a.equals("refused"), b.equals("refused")))
                            .orElse("bad_handshake");
        };
    }

    private static boolean isOfTls(byte first) {
        return first == RECORD_OF_HANDSHAKE || first < 0;
    }

    /** Looks at what passes by until the ClientHello is there. */
    private final class Tap extends ChannelInboundHandlerAdapter {
        /** Hears what was read before TLS was thought of. */
        void resume(ChannelHandlerContext context, byte[] begun) {
            channelRead(context, Unpooled.wrappedBuffer(begun));
            context.fireChannelReadComplete();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            byte[] bytes = ByteBufUtil.getBytes((ByteBuf) message);
            if (mayBeOther && bytes.length > 0 && !isOfTls(bytes[0])) {
                ((ByteBuf) message).release();
                leave(context, bytes);
                return;
            }
            mayBeOther &= bytes.length == 0;
            boolean more = hello.feed(bytes);
            context.fireChannelRead(message);
            if (!more && !context.isRemoved()) {
                context.pipeline().remove(this);
            }
        }
    }
}
