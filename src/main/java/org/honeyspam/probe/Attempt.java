package org.honeyspam.probe;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.probe.Delivery.Parcel;
import org.honeyspam.probe.Outcome.End;
import org.honeyspam.probe.Route.Exchanger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to one server, with TLS if it offers that and can do it. */
final class Attempt {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    // RFC 5321 section 4.5.3.2: ten minutes for the reply to the end of a message, less for others.
    private static final Duration REPLY_MAX = Duration.ofMinutes(10);
    private static final Duration CONNECT_MAX = Duration.ofSeconds(30);
    private static final Duration WRITE_MAX = Duration.ofMinutes(3);
    private static final Pattern STATUS = Pattern.compile("\\d{3}[ -]([45]\\.\\d{1,3}\\.\\d{1,3})");

    private final Parcel parcel;
    private final byte[] text;
    private final Exchanger exchanger;
    private final NarrowSockets sockets;
    private boolean sentAll;
    private boolean secure;

    Attempt(Parcel parcel, byte[] text, Exchanger exchanger, NarrowSockets sockets) {
        this.parcel = parcel;
        this.text = text.clone();
        this.exchanger = exchanger;
        this.sockets = sockets;
    }

    Outcome make() {
        return make(true);
    }

    /** Whether the whole message went out, but perhaps for its end. */
    boolean sentAll() {
        return sentAll;
    }

    private Outcome make(boolean tls) {
        Session session = Session.getInstance(properties(tls));
        var message = new RawMessage(session, text);
        var connection = new Connection(session, message);
        try {
            connection.connect(exchanger.ip().getHostAddress(), exchanger.port(), null, null);
            secure = connection.isSSL();
        } catch (MessagingException e) {
            // RFC 7435: where encryption is offered and does not work, one goes without.
            if (tls && connection.supportsExtension("STARTTLS") && !Delivery.interrupted()) {
                LOG.debug("No TLS with {}", exchanger, e);
                return make(false);
            }
            return notTaken(connection, e);
        }
        Outcome outcome = send(connection, message);
        leave(connection);
        return outcome;
    }

    private Outcome send(Connection connection, RawMessage message) {
        String why = "";
        try {
            message.setEnvelopeFrom(parcel.sender().isEmpty() ? "<>" : parcel.sender());
            message.setMailExtension(parameters(connection, message));
            var recipient = new InternetAddress();
            recipient.setAddress(parcel.recipient());
            connection.sendMessage(message, new InternetAddress[] {recipient});
        } catch (MessagingException e) {
            why = why(e); // What it means follows from the last reply.
        }
        sentAll = message.written();
        End end =
                switch (connection.code() / 100) {
                    case 2 -> sentAll ? End.TAKEN : End.NOT_NOW;
                    case 4 -> End.NOT_NOW;
                    case 5 -> End.REFUSED;
                    default -> sentAll ? End.UNKNOWN : End.NOT_NOW;
                };
        return outcome(end, connection.reply().isEmpty() ? why : connection.reply());
    }

    /** A server that does not greet us decides nothing: others of the domain may. */
    private Outcome notTaken(Connection connection, MessagingException e) {
        String reply = connection.reply();
        return outcome(End.NOT_NOW, reply.isEmpty() ? why(e) : reply);
    }

    private Outcome outcome(End end, String reply) {
        Matcher status = STATUS.matcher(reply);
        String usual = end == End.REFUSED ? "5.0.0" : "4.4.2";
        var at = new Endpoint(exchanger.ip(), exchanger.port());
        return new Outcome(
                end,
                status.lookingAt() ? status.group(1) : usual,
                reply,
                exchanger.name() + " " + at,
                secure ? "esmtps" : "esmtp");
    }

    private static void leave(Connection connection) {
        try {
            connection.close();
        } catch (MessagingException e) {
            LOG.debug("The server did not take leave in order", e);
        }
    }

    /** RFC 1870 and RFC 6152. */
    private String parameters(Connection connection, RawMessage message) {
        String size = connection.supportsExtension("SIZE") ? "SIZE=" + text.length : "";
        boolean eight = message.eightBit() && connection.supportsExtension("8BITMIME");
        return eight ? (size + " BODY=8BITMIME").strip() : size;
    }

    private Properties properties(boolean tls) {
        var properties = new Properties();
        properties.put("mail.smtp.socketFactory", sockets);
        properties.put("mail.smtp.socketFactory.fallback", "false");
        properties.put("mail.smtp.localhost", parcel.host());
        properties.put("mail.smtp.connectiontimeout", "" + CONNECT_MAX.toMillis());
        properties.put("mail.smtp.timeout", "" + REPLY_MAX.toMillis());
        properties.put("mail.smtp.writetimeout", "" + WRITE_MAX.toMillis());
        properties.put("mail.smtp.starttls.enable", "" + tls);
        // As servers do among each other: any certificate is better than none.
        properties.put("mail.smtp.ssl.trust", "*");
        properties.put("mail.smtp.ssl.checkserveridentity", "false");
        InetAddress local = localAddress();
        if (local != null) {
            properties.put("mail.smtp.localaddress", local.getHostAddress());
        }
        return properties;
    }

    /** Where it comes from; null if the machine may choose. */
    private @Nullable InetAddress localAddress() {
        if (parcel.from().equals("any")) {
            return null;
        }
        boolean auto = parcel.from().equals("auto");
        InetAddress wanted = InetAddress.ofLiteral(auto ? parcel.spokenTo() : parcel.from());
        boolean fits = wanted.getClass().equals(exchanger.ip().getClass());
        return fits && (!auto || usable(wanted)) ? wanted : null;
    }

    /** Behind a redirection, what the sender spoke to may be no address to speak from. */
    private boolean usable(InetAddress wanted) {
        try {
            return wanted.isLoopbackAddress()
                    ? exchanger.ip().isLoopbackAddress()
                    : NetworkInterface.getByInetAddress(wanted) != null;
        } catch (SocketException e) {
            LOG.warn("The addresses of this machine cannot be read", e);
            return false;
        }
    }

    /** The deepest cause tells most: that a connection was refused, say. */
    private static String why(MessagingException e) {
        String said = String.valueOf(e.getMessage());
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            said = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        }
        return said;
    }
}
