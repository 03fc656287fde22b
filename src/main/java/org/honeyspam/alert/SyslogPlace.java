package org.honeyspam.alert;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.honeyspam.config.Alerts.Syslog;

/** Tells it to a server of syslog, a message each; by UDP nobody says whether it came. */
final class SyslogPlace implements Place {
    private static final Duration TIME_MAX = Duration.ofSeconds(10);

    private final Syslog settings;

    SyslogPlace(Syslog settings) {
        this.settings = settings;
    }

    @Override
    public String way() {
        return "syslog";
    }

    @Override
    public String where() {
        String transport = settings.transport().name();
        return "%s:%d by %s".formatted(settings.host(), settings.port(), transport);
    }

    @Override
    public void tell(Notice notice) throws IOException {
        var at = new InetSocketAddress(settings.host(), settings.port());
        if (at.isUnresolved()) {
            throw new UnknownHostException(settings.host() + " has no address");
        }
        if (settings.transport() == Syslog.Transport.UDP) {
            try (var socket = new DatagramSocket()) {
                for (byte[] message : SyslogText.of(notice, settings.facility())) {
                    socket.send(new DatagramPacket(message, message.length, at)); // RFC 5426
                }
            }
            return;
        }
        try (var plain = new Socket()) {
            plain.connect(at, (int) TIME_MAX.toMillis());
            plain.setSoTimeout((int) TIME_MAX.toMillis());
            if (settings.transport() == Syslog.Transport.TLS) {
                try (Socket secure = secured(plain)) {
                    write(notice, secure.getOutputStream());
                }
            } else {
                write(notice, plain.getOutputStream());
            }
        }
    }

    private SSLSocket secured(Socket plain) throws IOException {
        var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        var secure =
                (SSLSocket) factory.createSocket(plain, settings.host(), settings.port(), false);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    private void write(Notice notice, OutputStream out) throws IOException {
        for (byte[] message : SyslogText.of(notice, settings.facility())) {
            // RFC 6587 section 3.4.1, RFC 5425 section 4.3: its length, and a space.
            out.write((message.length + " ").getBytes(US_ASCII));
            out.write(message);
        }
        out.flush();
    }
}
