package org.honeyspam.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Date;
import java.util.Properties;
import org.honeyspam.config.Alerts.MailTo;
import org.honeyspam.config.Alerts.MailTo.Tls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells it by mail, handed to one server of the operator's. */
final class MailPlace implements Place {
    private static final String TIME_MAX_MILLIS = "20000";

    private static final Logger LOG = LoggerFactory.getLogger(MailPlace.class);

    private final MailTo settings;

    MailPlace(MailTo settings) {
        this.settings = settings;
    }

    @Override
    public String way() {
        return "mail";
    }

    @Override
    public String where() {
        String to = String.join(", ", settings.to());
        return "%s by %s:%d".formatted(to, settings.host(), settings.port());
    }

    @Override
    public void tell(Notice notice) throws IOException {
        Session session = Session.getInstance(properties());
        try {
            MimeMessage message = message(session, notice);
            try (Transport transport = session.getTransport("smtp")) {
                String user = settings.user().isEmpty() ? null : settings.user();
                String password = Secrets.read(settings.passwordFile());
                transport.connect(settings.host(), settings.port(), user, password);
                transport.sendMessage(message, message.getAllRecipients());
            }
        } catch (SendFailedException e) {
            if (e.getValidSentAddresses() == null || e.getValidSentAddresses().length == 0) {
                throw new IOException(why(e), e);
            }
            LOG.warn("Not all of {} get alerts: {}", settings.to(), why(e)); // Some did.
        } catch (MessagingException e) {
            throw new IOException(why(e), e);
        }
    }

    /** The reason at the bottom is the one that the server or the network gave. */
    private static String why(MessagingException e) {
        Exception next = e.getNextException();
        return next == null ? String.valueOf(e.getMessage()) : e.getMessage() + ": " + next;
    }

    private MimeMessage message(Session session, Notice notice) throws MessagingException {
        var message = new MimeMessage(session);
        message.setFrom(new InternetAddress(settings.from()));
        for (String to : settings.to()) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(to));
        }
        message.setSubject("[HoneySpam] " + notice.title(), UTF_8.name());
        message.setText(notice.text(), UTF_8.name());
        message.setSentDate(Date.from(notice.alerts().getLast().time()));
        message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: nobody answers it.
        message.saveChanges();
        return message;
    }

    private Properties properties() {
        var properties = new Properties();
        String domain = settings.from().substring(settings.from().lastIndexOf('@') + 1);
        properties.setProperty("mail.from", settings.from());
        properties.setProperty("mail.smtp.localhost", domain);
        properties.setProperty("mail.smtp.connectiontimeout", TIME_MAX_MILLIS);
        properties.setProperty("mail.smtp.timeout", TIME_MAX_MILLIS);
        properties.setProperty("mail.smtp.writetimeout", TIME_MAX_MILLIS);
        properties.setProperty("mail.smtp.sendpartial", "true");
        properties.setProperty("mail.smtp.auth", "" + !settings.user().isEmpty());
        boolean known = settings.tls() != Tls.AUTO;
        properties.setProperty("mail.smtp.ssl.enable", "" + (settings.tls() == Tls.IMPLICIT));
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty(
                "mail.smtp.starttls.required", "" + (settings.tls() == Tls.STARTTLS));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "" + known);
        if (!known) {
            properties.setProperty("mail.smtp.ssl.trust", "*"); // RFC 7435: better than nothing.
        }
        return properties;
    }
}
