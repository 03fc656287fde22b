package org.honeyspam.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.honeyspam.probe.Outcome.End;
import org.honeyspam.probe.Route.Exchanger;

/** One try to deliver one message: to server after server, until one of them decides. */
final class Delivery {
    private static final Duration TIME_MAX = Duration.ofMinutes(30);
    private static final int REPLY_BYTES_MAX = 256 << 10;

    private final Parcel parcel;
    private final byte[] text;

    /**
     * What goes out.
     *
     * @param host name to give as our own
     * @param sender of the envelope; may be empty
     * @param from address of ours that it comes from: {@code auto}, {@code any} or an address
     * @param spokenTo our end of the connection that it came by
     */
    record Parcel(String host, String sender, String recipient, String from, String spokenTo) {

        static Parcel of(Probe.Message message, String from) {
            return new Parcel(
                    message.host(), message.sender(), message.recipient(), from, message.localIp());
        }
    }

    /**
     * @param text as it goes over the line, but for dots of transparency
     */
    Delivery(Parcel parcel, byte[] text) {
        this.parcel = parcel;
        this.text = text.clone();
    }

    /** The message behind the header that the relay puts before it (RFC 5321 section 4.4). */
    static byte[] stamped(String trace, byte[] message) {
        var text = new ByteArrayOutputStream();
        if (!trace.isBlank()) {
            String[] lines = trace.strip().split("\r\n", -1);
            for (int i = 0; i < lines.length; i++) {
                // The name in HELO is in it, and is the sender's.
                String line = lines[i].replaceAll("[\\x00-\\x08\\x0a-\\x1f\\x7f]", "?");
                boolean loose = i > 0 && !line.startsWith("\t") && !line.startsWith(" ");
                text.writeBytes(((loose ? "\t" : "") + line + "\r\n").getBytes(ISO_8859_1));
            }
        }
        text.writeBytes(message);
        return text.toByteArray();
    }

    /** Whatever happens once the whole message is out, no other server gets it. */
    Outcome to(Route.Hosts hosts) {
        var sockets = new NarrowSockets(REPLY_BYTES_MAX, TIME_MAX);
        Outcome last = Outcome.unreached(End.NOT_NOW, "4.4.1", "no server");
        for (Exchanger exchanger : hosts.exchangers()) {
            var attempt = new Attempt(parcel, text, exchanger, sockets);
            last = attempt.make();
            if (last.end() != End.NOT_NOW || attempt.sentAll() || interrupted()) {
                return last;
            }
        }
        return last;
    }

    static boolean interrupted() {
        return Thread.currentThread().isInterrupted();
    }
}
