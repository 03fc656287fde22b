package org.honeyspam.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * NTLM as SMTP carries it ([MS-SMTPNTLM]): the client's wishes, our challenge, its proof. What it
 * proves is kept in the form that programs for guessing passwords read.
 */
final class Ntlm implements Sasl {
    private static final byte[] SIGNATURE = "NTLMSSP\0".getBytes(ISO_8859_1);
    private static final int WISHES = 1;
    private static final int PROOF = 3;

    // [MS-NLMP] section 2.2.1.3: places in the proof.
    private static final int LM_RESPONSE = 12;
    private static final int NT_RESPONSE = 20;
    private static final int DOMAIN = 28;
    private static final int USER = 36;
    private static final int FLAGS = 60;
    private static final int PROOF_BYTES_MIN = 52;

    /** The response of version 1; that of version 2 is as long, and a blob follows. */
    private static final int V1_BYTES = 24;

    private static final int V2_PROOF_BYTES = 16;
    private static final int UNICODE = 1;

    private final NtlmChallenge challenge;
    private boolean challenged;

    Ntlm(NtlmChallenge challenge) {
        this.challenge = challenge;
    }

    @Override
    public Step hear(byte @Nullable [] response) {
        if (response == null) {
            // [MS-SMTPNTLM] section 2.2.1.2: words, not base64.
            return new Step.Say("NTLM supported");
        }
        ByteBuffer message = message(response, challenged ? PROOF : WISHES);
        if (message == null) {
            return new Step.Garbled();
        }
        if (!challenged) {
            challenged = true;
            return new Step.Ask(challenge.message(message.getInt(NtlmChallenge.WISHES_FLAGS)));
        }
        Claim claim = claim(message);
        return claim == null ? new Step.Garbled() : new Step.Told(claim);
    }

    /** Null if it is not one of that type, or too short for what such a one must have. */
    private static @Nullable ByteBuffer message(byte[] bytes, int type) {
        int least = type == WISHES ? NtlmChallenge.WISHES_FLAGS + 4 : PROOF_BYTES_MIN;
        if (bytes.length < least || !Arrays.equals(SIGNATURE, 0, 8, bytes, 0, 8)) {
            return null;
        }
        ByteBuffer message = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return message.getInt(8) == type ? message : null;
    }

    private @Nullable Claim claim(ByteBuffer message) {
        byte[] lm = field(message, LM_RESPONSE);
        byte[] nt = field(message, NT_RESPONSE);
        byte[] domain = field(message, DOMAIN);
        byte[] user = field(message, USER);
        if (lm == null || nt == null || domain == null || user == null) {
            return null;
        }
        if (nt.length < V1_BYTES || user.length == 0) {
            return null; // Who logs on as nobody.
        }
        // Old clients leave the flags out.
        boolean flagged = message.capacity() >= FLAGS + 4;
        boolean unicode = !flagged || (message.getInt(FLAGS) & UNICODE) != 0;
        Charset charset = unicode ? UTF_16LE : ISO_8859_1;
        String name = text(user, charset);
        String at = text(domain, charset);
        return Claim.digest(
                at.isEmpty() ? name : at + "\\" + name, response(lm, nt), challenge.nonceHex());
    }

    /** As guessing programs want it behind user and domain: NetNTLMv1, or v2 if a blob is there. */
    private String response(byte[] lm, byte[] nt) {
        HexFormat hex = HexFormat.of();
        if (nt.length == V1_BYTES) {
            return "%s:%s:%s".formatted(hex.formatHex(lm), hex.formatHex(nt), challenge.nonceHex());
        }
        return "%s:%s:%s"
                .formatted(
                        challenge.nonceHex(),
                        hex.formatHex(nt, 0, V2_PROOF_BYTES),
                        hex.formatHex(nt, V2_PROOF_BYTES, nt.length));
    }

    /** Null if it does not lie within the message. */
    private static byte @Nullable [] field(ByteBuffer message, int at) {
        int length = Short.toUnsignedInt(message.getShort(at));
        int from = message.getInt(at + 4);
        if (length == 0) {
            return new byte[0];
        }
        if (from < 0 || from > message.capacity() - length) {
            return null;
        }
        byte[] field = new byte[length];
        message.get(from, field);
        return field;
    }

    /** One character a byte, as all of a claim: of a Unicode name, those of UTF-8. */
    private static String text(byte[] bytes, Charset charset) {
        return new String(new String(bytes, charset).getBytes(UTF_8), ISO_8859_1);
    }
}
