package org.honeyspam.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** NTLM against what is written down in [MS-NLMP] and what real clients send. */
class NtlmTest {
    private static final int CASES = 50_000;

    /** The server challenge of [MS-NLMP] section 4.2.1. */
    private static final long NONCE = 0x0123456789abcdefL;

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** As Windows sends it. */
    private static final byte[] WISHES =
            Base64.getDecoder().decode("TlRMTVNTUAABAAAAB4IIogAAAAAAAAAAAAAAAAAAAAAGAbEdAAAADw==");

    /**
     * [MS-NLMP] section 4.2.4.3: the AUTHENTICATE_MESSAGE of NTLMv2, user User of domain Domain.
     */
    private static final byte[] PROOF =
            HexFormat.of()
                    .parseHex(
                            "4e544c4d5353500003000000180018006c00000054005400840000000c00"
                                    + "0c00480000000800080054000000100010005c00000010001000d8000000"
                                    + "358288e20501280a0000000f44006f006d00610069006e00550073006500"
                                    + "720043004f004d005000550054004500520086c35097ac9cec102554764a"
                                    + "57cccc19aaaaaaaaaaaaaaaa68cd0ab851e51c96aabc927bebef6a1c0101"
                                    + "0000000000000000000000000000aaaaaaaaaaaaaaaa0000000002000c00"
                                    + "44006f006d00610069006e0001000c005300650072007600650072000000"
                                    + "000000000000c5dad2544fc9799094ce1ce90bc9d03e");

    private static Ntlm ntlm() {
        return new Ntlm(new NtlmChallenge("mail.one.example", NOW, NONCE));
    }

    private static @Nullable Claim claim(byte[] proof) {
        Ntlm ntlm = ntlm();
        assertThat(ntlm.hear(WISHES)).isInstanceOf(Sasl.Step.Ask.class);
        return ntlm.hear(proof) instanceof Sasl.Step.Told told ? told.claim() : null;
    }

    @Test
    void theExampleOfTheSpecificationIsKeptAsGuessersReadIt() {
        String proof = "68cd0ab851e51c96aabc927bebef6a1c";
        String blob =
                "01010000000000000000000000000000aaaaaaaaaaaaaaaa0000000002000c0044006f006d006100"
                        + "69006e0001000c0053006500720076006500720000000000"
                        + "00000000";
        String nonce = "0123456789abcdef";
        String response = nonce + ":" + proof + ":" + blob;
        assertThat(claim(PROOF)).isEqualTo(Claim.digest("Domain\\User", response, nonce));
    }

    @Test
    void theChallengeGrantsWhatExchangeGrantsWindows() {
        Ntlm ntlm = ntlm();
        assertThat(ntlm.hear(null)).isEqualTo(new Sasl.Step.Say("NTLM supported"));
        byte[] challenge = ((Sasl.Step.Ask) ntlm.hear(WISHES)).challenge();
        // The flags of a published session with Exchange, whose client sent these wishes.
        assertThat(HexFormat.of().formatHex(challenge, 20, 24)).isEqualTo("058289a2");
        assertThat(HexFormat.of().formatHex(challenge, 24, 32)).isEqualTo("0123456789abcdef");
        assertThat(new String(challenge, ISO_8859_1).replace("\0", ""))
                .contains("ONE", "MAIL", "one.example", "mail.one.example");
    }

    @ParameterizedTest
    @CsvSource({
        "mail.one.example, ONE, MAIL",
        "averylonghostname.averylongdomainname.example, AVERYLONGDOMAIN, AVERYLONGHOSTNA",
        "alone, ALONE, ALONE"
    })
    void theNamesFollowFromTheHost(String host, String domain, String computer) {
        byte[] message = new NtlmChallenge(host, NOW, NONCE).message(1);
        String text = new String(message, ISO_8859_1).replace("\0", "");
        assertThat(text).contains(domain, computer, host);
    }

    @Test
    void whatIsNoMessageIsAValueWhateverItIs() {
        for (long seed = 0; seed < CASES; seed++) {
            var dice = new SplittableRandom(seed);
            byte[] message = Arrays.copyOf(PROOF, dice.nextInt(PROOF.length + 20));
            for (int changes = dice.nextInt(6); changes > 0 && message.length > 0; changes--) {
                message[dice.nextInt(message.length)] = (byte) dice.nextInt(256);
            }
            Claim claim = claim(message);
            if (claim != null) {
                // Each byte of a name becomes two of UTF-8 at the most, and two letters in hex.
                String all = claim.user() + claim.digest();
                assertThat(all.length()).as("seed %d", seed).isLessThan(4 * message.length + 99);
                assertThat(all.chars().allMatch(c -> c < 256)).as("seed %d", seed).isTrue();
            }
            for (Sasl first : List.of(ntlm(), new Sasl.Gssapi())) {
                assertThat(first.hear(message)).as("seed %d", seed).isNotNull();
            }
        }
    }
}
