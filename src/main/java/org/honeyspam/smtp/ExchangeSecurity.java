package org.honeyspam.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Exchange offers and says about STARTTLS and AUTH, and under their other names. */
final class ExchangeSecurity {
    static final List<String> MECHANISMS = List.of("NTLM", "LOGIN", "GSSAPI");

    /** MaxLogonFailures of a connector. */
    private static final int FAILURES_MAX = 3;

    private static final String FAILURES = "logon failures";

    private final SmtpPersona.Terms terms;

    ExchangeSecurity(SmtpPersona.Terms terms) {
        this.terms = terms;
    }

    /** The lines of EHLO between those on messages, in their order. */
    List<String> extensions(SmtpSession session) {
        var lines = new ArrayList<String>();
        boolean tls = terms.tls() && !session.secured();
        if (tls) {
            lines.add("STARTTLS");
        }
        if (terms.auth()) {
            if (tls) {
                lines.add("X-ANONYMOUSTLS");
            }
            // Published sessions show the word alone where nothing is offered.
            lines.add(("AUTH " + String.join(" ", offered(session, "AUTH"))).strip());
            lines.add("X-EXPS " + String.join(" ", offered(session, "X-EXPS")));
        }
        return lines;
    }

    /** What only a connector for other servers of Exchange has, at the end of EHLO. */
    List<String> lastExtensions() {
        return terms.auth() ? List.of("XRDST") : List.of();
    }

    /** Passwords in the clear are for TLS, where there is TLS. */
    private List<String> offered(SmtpSession session, String verb) {
        if (!terms.auth()) {
            return List.of();
        }
        if (verb.equals("X-EXPS")) {
            return Stream.concat(Stream.of("GSSAPI"), terms.offered("NTLM").stream()).toList();
        }
        boolean seen = terms.tls() && !session.secured();
        return seen ? terms.offered("NTLM") : terms.offered("NTLM", "LOGIN");
    }

    Reply startTls(SmtpSession session, Command command) {
        String verb = command.word().toUpperCase(Locale.ROOT);
        boolean known = terms.tls() && (verb.equals("STARTTLS") || terms.auth());
        if (!known) {
            return ExchangeCommands.unrecognized(command);
        }
        if (!session.greeted()) {
            return Exchange.HELLO_FIRST;
        }
        if (!command.argument().isEmpty()) {
            return Exchange.INVALID_ARGUMENTS;
        }
        boolean late = session.secured() || session.envelope() != null;
        return late ? Exchange.BAD_SEQUENCE : Reply.of(220, "2.0.0 SMTP server ready");
    }

    @Nullable Reply authRefusal(SmtpSession session, Command command) {
        if (!session.greeted()) {
            return Exchange.HELLO_FIRST;
        }
        if (command.argument().isEmpty()) {
            return Exchange.INVALID_ARGUMENTS;
        }
        if (session.user() != null || session.envelope() != null) {
            return Exchange.BAD_SEQUENCE;
        }
        String verb = command.word().toUpperCase(Locale.ROOT);
        String name = command.argument().replaceFirst("(?s) .*", "").toUpperCase(Locale.ROOT);
        return offered(session, verb).contains(name)
                ? null
                : Reply.of(504, "5.7.4 Unrecognized authentication type");
    }

    Reply authenticated(SmtpSession session, AuthEnd end) {
        return switch (end) {
            case ACCEPTED -> Reply.of(235, "2.7.0 Authentication successful");
            case REFUSED, MALFORMED ->
                    session.count(FAILURES) > FAILURES_MAX
                            ? ExchangePatience.TOO_MANY_ERRORS
                            : Reply.of(535, "5.7.3 Authentication unsuccessful");
            case ABORTED -> Reply.of(501, "5.7.0 Authentication cancelled");
            case NOT_BASE64, TOO_LONG -> Exchange.INVALID_ARGUMENTS;
        };
    }
}
