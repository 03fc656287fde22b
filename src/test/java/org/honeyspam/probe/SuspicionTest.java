package org.honeyspam.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes a message a probe, and how surely. */
final class SuspicionTest {
    private static final String OURS = "217.128.138.253";

    private static Suspicion of(String head, String body, String... secrets) {
        return of(head, body, true, secrets);
    }

    private static Suspicion of(String head, String body, boolean first, String... secrets) {
        String text = (head + "\n\n" + body).replace("\n", "\r\n");
        var clues =
                new Suspicion.Clues(
                        first, "mail.one.example", List.of(TestProbes.ip(OURS)), List.of(secrets));
        return Suspicion.of(Letter.read(text.getBytes(ISO_8859_1)), clues, false);
    }

    @Test
    void theFirstMessageIsSuspectedForThatAlone() {
        var suspicion = of("Subject: Lunch on Friday?", "See you there.");
        assertThat(suspicion.signs()).containsExactly("first");
        assertThat(suspicion.score()).isEqualTo(1);
        assertThat(of("Subject: Lunch on Friday?", "See you there.", false).score()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "217.128.138.253",
                "[217.128.138.253]",
                "217.128.138.253:2525",
                "D9808AFD:8080",
                "d9808afd",
                "0xD9808AFD",
                "253.138.128.217",
                "FD8A80D9",
                "3649080061",
                "217-128-138-253",
                "host=217.128.138.253;user=x",
                "d9.80.8a.fd",
                "0331.0200.0212.0375"
            })
    void ourAddressIsKnownInManySpellings(String written) {
        assertThat(of("Subject: x", "y " + written + " z").signs()).contains("names_address");
        assertThat(of("Subject: BC " + written, "y").signs()).contains("names_address");
        String coded = Base64.getMimeEncoder().encodeToString(written.getBytes(ISO_8859_1));
        assertThat(of("Subject: =?UTF-8?B?" + coded + "?=", "y").signs()).contains("names_address");
        String head = "MIME-Version: 1.0\nContent-Type: text/plain\n";
        assertThat(of(head + "Content-Transfer-Encoding: base64", coded).signs())
                .contains("names_address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1217.128.138.253",
                "217.128.138.2530",
                "5.217.128.138.253",
                "217.128.138.253.7",
                "ad9808afd",
                "d9808afd0",
                "36490800611",
                "217.128.138.25"
            })
    void aLongerNumberIsNotOurAddress(String written) {
        assertThat(of("Subject: x", "y " + written + " z").signs()).containsExactly("first");
    }

    @Test
    void anAddressOfIpv6IsKnownShortLongAndBackwards() {
        for (String written :
                List.of(
                        "2001:db8::7",
                        "2001:0DB8:0000:0000:0000:0000:0000:0007",
                        "2001:db8:0:0:0:0:0:7",
                        "20010db8000000000000000000000007",
                        "7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa")) {
            assertThat(Spellings.of(TestProbes.ip("2001:db8::7")).matcher("a " + written).find())
                    .as(written)
                    .isTrue();
        }
    }

    static List<Integer> seeds() {
        return List.of(1, 2, 3, 4, 5);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyAddressIsFoundInEachOfItsSpellingsAndNoOtherIs(int seed) {
        var dice = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            var ours = TestProbes.ip(address(dice));
            var other = TestProbes.ip("192." + address(dice).replaceFirst("\\d+\\.", ""));
            for (String text : Spellings.texts(ours)) {
                assertThat(Spellings.of(ours).matcher("x(" + text + ")").find()).isTrue();
                boolean same = Spellings.texts(other).contains(text);
                assertThat(Spellings.of(other).matcher("x(" + text + ")").find())
                        .as("%s in %s", other, text)
                        .isEqualTo(same);
            }
        }
    }

    private static String address(SplittableRandom dice) {
        return "%d.%d.%d.%d"
                .formatted(
                        1 + dice.nextInt(190),
                        dice.nextInt(256),
                        dice.nextInt(256),
                        dice.nextInt(256));
    }

    @Test
    void whatTheSessionLoggedInWithIsKnownAgain() {
        assertThat(of("Subject: x", "works: admin2 / S3cret!", "admin2", "S3cret!").signs())
                .contains("names_credentials");
        assertThat(of("Subject: x", "call 1234 now", "1234").signs()).containsExactly("first");
    }

    @ParameterizedTest
    @CsvSource({
        "Subject: open relay found, y, tester_form",
        "Subject: SMTP test, y, tester_form",
        "Subject: BC_10.1.2.3, y, tester_form",
        "Subject: x, t_Smtp.LocalIP, tester_form",
        "Subject: Relay_Test, y, tester_form",
        "Subject: Test, y, test_subject",
        "From: a@b.example, y, test_subject",
        "Subject: x, via MAIL.one.example, names_host"
    })
    void theFormsOfTestersAreKnown(String head, String body, String sign) {
        assertThat(of(head, body).signs()).contains(sign);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80% off, only today",
                "The relay race on Sunday",
                "Testing our new shop",
                "Hotel California"
            })
    void whatIsSoldIsNoTest(String subject) {
        assertThat(of("Subject: " + subject, "Buy.").signs()).containsExactly("first");
    }
}
