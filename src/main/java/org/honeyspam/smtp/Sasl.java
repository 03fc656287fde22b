package org.honeyspam.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A SASL mechanism as the server hears it (RFC 4422): it asks until the client has told all. */
sealed interface Sasl permits Sasl.Plain, Sasl.Login, Sasl.CramMd5, Sasl.Gssapi, Ntlm {

    /** What the server does next. */
    sealed interface Step {
        /** Sends this, in base64, and listens. */
        @SuppressWarnings("ArrayRecordComponent") // Never compared, and owned by the one who asks.
        record Ask(byte[] challenge) implements Step {}

        /** Sends this as it is, and listens: it is no challenge. */
        record Say(String text) implements Step {}

        record Told(Claim claim) implements Step {}

        /** It is not what the mechanism says. */
        record Garbled() implements Step {}
    }

    /**
     * Takes what the client said.
     *
     * @param response null at the beginning, if nothing came with the command
     */
    Step hear(byte @Nullable [] response);

    /** The mechanism of that name, of those that are offered; null if it is not among them. */
    static @Nullable Sasl of(String name, SmtpPersona persona, SmtpSession session, Instant now) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (!persona.mechanisms().contains(upper)) {
            return null;
        }
        return switch (upper) {
            case "PLAIN" -> new Plain();
            case "LOGIN" -> new Login();
            case "CRAM-MD5" -> new CramMd5(persona.challenge(session, now));
            case "NTLM" -> new Ntlm(persona.ntlm(session, now));
            case "GSSAPI" -> new Gssapi();
            default -> throw new IllegalStateException(upper + " is offered and not there");
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    /** RFC 4616: {@code authzid NUL user NUL password}. */
    final class Plain implements Sasl {
        @Override
        public Step hear(byte @Nullable [] response) {
            if (response == null) {
                return new Step.Ask(new byte[0]);
            }
            String[] parts = text(response).split("\0", -1);
            return parts.length == 3 && !parts[1].isEmpty()
                    ? new Step.Told(Claim.password(parts[1], parts[2]))
                    : new Step.Garbled();
        }
    }

    /** Never standardised: the name, then the password, each asked for. */
    final class Login implements Sasl {
        private @Nullable String user;
        private boolean asked;

        @Override
        public Step hear(byte @Nullable [] response) {
            if (!asked && (response == null || response.length == 0)) {
                asked = true;
                return new Step.Ask(bytes("Username:"));
            }
            asked = true;
            String said = response == null ? "" : text(response);
            if (user == null) {
                user = said;
                return new Step.Ask(bytes("Password:"));
            }
            return new Step.Told(Claim.password(user, said));
        }
    }

    /**
     * RFC 2195: a challenge, answered with {@code user digest}; who answers before it is asked
     * cannot know it (RFC 4954 section 4).
     */
    final class CramMd5 implements Sasl {
        private final String challenge;
        private boolean asked;

        CramMd5(String challenge) {
            this.challenge = challenge;
        }

        @Override
        public Step hear(byte @Nullable [] response) {
            if (response == null) {
                asked = true;
                return new Step.Ask(bytes(challenge));
            }
            String said = text(response);
            int blank = said.lastIndexOf(' ');
            String digest = said.substring(blank + 1).toLowerCase(Locale.ROOT);
            return asked && blank > 0 && digest.matches("[0-9a-f]{32}")
                    ? new Step.Told(Claim.digest(said.substring(0, blank), digest, challenge))
                    : new Step.Garbled();
        }
    }

    /** Kerberos (RFC 4752): without a domain controller, no ticket is a good one. */
    final class Gssapi implements Sasl {
        @Override
        public Step hear(byte @Nullable [] response) {
            return response == null ? new Step.Say("GSSAPI supported") : new Step.Garbled();
        }
    }
}
