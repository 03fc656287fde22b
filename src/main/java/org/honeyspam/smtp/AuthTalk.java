package org.honeyspam.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.honeyspam.dialogue.LineCutter;
import org.honeyspam.journal.JournalEvent;
import org.jspecify.annotations.Nullable;

/** One exchange of AUTH (RFC 4954 section 4): its lines as they went over the wire. */
final class AuthTalk {
    /** RFC 4954 section 4.5 asks for no less. */
    static final int LINE_BYTES_MAX = 12_288;

    private static final int ROUNDS_MAX = 8;

    private final String mechanism;
    private final Sasl sasl;
    private final SmtpPersona persona;
    private final LineCutter line = new LineCutter(LINE_BYTES_MAX);
    private final List<String> challenges = new ArrayList<>();
    private final List<String> responses = new ArrayList<>();
    private @Nullable Claim claim;
    private @Nullable AuthEnd end;

    private AuthTalk(String mechanism, Sasl sasl, SmtpPersona persona) {
        this.mechanism = mechanism;
        this.sasl = sasl;
        this.persona = persona;
    }

    /** Begins with a command that the persona let pass, and with what came with it. */
    static AuthTalk begin(Command command, SmtpPersona persona, SmtpSession session, Instant now) {
        String[] parts = command.argument().split("[ \t]+", 2);
        Sasl sasl = Sasl.of(parts[0], persona, session, now);
        if (sasl == null) {
            throw new IllegalStateException("a mechanism that is not offered: " + parts[0]);
        }
        var talk = new AuthTalk(parts[0], sasl, persona);
        if (parts.length == 1) {
            talk.take(sasl.hear(null));
        } else {
            talk.hear(parts[1].equals("=") ? "" : parts[1], parts[1]);
        }
        return talk;
    }

    /** Where the lines of the client are put together. */
    LineCutter line() {
        return line;
    }

    /** Takes the next line that is there, or the beginning of one that is too long. */
    void hear() {
        if (line.tooLong()) {
            responses.add(Oddities.bounded(line.text()));
            end = AuthEnd.TOO_LONG;
        } else {
            hear(line.text(), line.text());
        }
    }

    private void hear(String base64, String asSent) {
        responses.add(asSent);
        if (base64.equals("*") && hasAsked()) {
            end = AuthEnd.ABORTED;
            return;
        }
        byte[] response = decoded(persona.base64(base64));
        if (response == null) {
            end = AuthEnd.NOT_BASE64;
        } else {
            take(sasl.hear(response));
        }
    }

    private void take(Sasl.Step step) {
        switch (step) {
            case Sasl.Step.Ask ask -> ask(Base64.getEncoder().encodeToString(ask.challenge()));
            case Sasl.Step.Say say -> ask(say.text());
            case Sasl.Step.Garbled garbled -> end = AuthEnd.MALFORMED;
            case Sasl.Step.Told told -> claim = told.claim();
        }
    }

    private void ask(String line) {
        if (challenges.size() < ROUNDS_MAX) {
            challenges.add(line);
        } else {
            end = AuthEnd.MALFORMED;
        }
    }

    private static byte @Nullable [] decoded(String base64) {
        if (base64.length() % 4 != 0) {
            return null; // Java would take it without its padding.
        }
        try {
            return Base64.getDecoder().decode(base64.getBytes(ISO_8859_1));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** What the server says next, while the exchange goes on. */
    Reply question() {
        return Reply.of(334, challenges.getLast());
    }

    /** How it ended; null if it goes on. Asked once after each line: a claim counts as a try. */
    @Nullable AuthEnd end(Passwords passwords, InetAddress source) {
        Claim told = claim;
        if (told == null) {
            return end;
        }
        return !told.user().isEmpty() && passwords.admit(told, source)
                ? AuthEnd.ACCEPTED
                : AuthEnd.REFUSED;
    }

    /** Whether the server has said something yet. */
    boolean hasAsked() {
        return !challenges.isEmpty();
    }

    String mechanism() {
        return mechanism;
    }

    /** What the client said, line by line, with what came with the command. */
    List<String> responses() {
        return List.copyOf(responses);
    }

    /** Who the client says it is; empty before it did. */
    String user() {
        return claim == null ? "" : claim.user();
    }

    JournalEvent event(String outcome) {
        Claim told = claim;
        return new JournalEvent.SmtpAuth(
                mechanism,
                List.copyOf(challenges),
                List.copyOf(responses),
                told == null ? null : told.user(),
                told == null ? null : told.password(),
                told == null ? null : told.digest(),
                outcome);
    }
}
