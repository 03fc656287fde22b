package org.honeyspam.bait;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.honeyspam.bait.Recipients.Candidate;
import org.honeyspam.config.Configuration.BaitStyle;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What harvesters and list sellers do to an address is undone. */
final class HarvestedTest {

    static Stream<Arguments> stylesAndDamage() {
        List<Named<UnaryOperator<String>>> damages =
                List.of(
                        Named.of("upper case", a -> a.toUpperCase(Locale.ROOT)),
                        Named.of(
                                "first letter",
                                a -> a.substring(0, 1).toUpperCase(Locale.ROOT) + a.substring(1)),
                        Named.of("%20 before", a -> "%20" + a),
                        Named.of("%20 all around", a -> "%20%20" + a + "%20"),
                        Named.of("20 before", a -> "20" + a),
                        Named.of("blanks", a -> "  " + a + "\t"),
                        Named.of("u003e before", a -> "u003e" + a),
                        Named.of("U003E before", a -> "U003E" + a),
                        Named.of("\\u003e before", a -> "\\u003e" + a),
                        Named.of("u003e20 before", a -> "u003e20" + a),
                        Named.of("3e before", a -> "3e" + a),
                        Named.of("x3c before", a -> "x3c" + a),
                        Named.of("22 before", a -> "22" + a),
                        Named.of("%3c and %3e", a -> "%3C" + a + "%3E"),
                        Named.of("brackets", a -> "<" + a + ">"),
                        Named.of("quotes", a -> "\"'" + a + "'\""),
                        Named.of("mailto", a -> "mailto:" + a),
                        Named.of("mailto without colon", a -> "mailto" + a),
                        Named.of("mailto in brackets", a -> "<mailto:%20" + a + ">"),
                        Named.of("%40", a -> a.replace("@", "%40")),
                        Named.of("blank around @", a -> a.replace("@", " @ ")),
                        Named.of("trailing dot", a -> a + "."),
                        Named.of("trailing dots", a -> a + "..."),
                        Named.of("trailing comma", a -> a + ",;"),
                        Named.of("leading dot", a -> "." + a));
        return Stream.of(BaitStyle.values())
                .flatMap(style -> damages.stream().map(d -> Arguments.of(style, d)));
    }

    @ParameterizedTest
    @MethodSource("stylesAndDamage")
    void damageIsUndone(BaitStyle style, UnaryOperator<String> damage) {
        Bait bait = TestBait.of(style);
        for (String visitor : List.of("203.0.113.7", "20.20.3.22", "2020:db8::1", "3e20::1")) {
            for (String address : TestBait.take(bait, InetAddress.ofLiteral(visitor), 10)) {
                assertThat(bait.recognise(damage.apply(address))).isEqualTo(address);
            }
        }
    }

    @Test
    void whatStandsThereIsTriedBeforeWhatMayBeMeant() {
        assertThat(Recipients.of("u003eann.lee12@one.example"))
                .containsExactly(
                        new Candidate("u003eann.lee12", "one.example"),
                        new Candidate("ann.lee12", "one.example"));
        assertThat(Recipients.of("Ann.Lee12@One.Example."))
                .containsExactly(new Candidate("ann.lee12", "one.example"));
    }

    @Test
    void theNumberOfCandidatesIsBounded() {
        String text = "20".repeat(140) + "@one.example";
        assertThat(Recipients.of(text)).hasSizeLessThanOrEqualTo(8);
    }

    @Test
    void whatIsLongerThanAnAddressMayBeIsNone() {
        assertThat(Recipients.of("a".repeat(308) + "@one.example")).hasSize(1);
        assertThat(Recipients.of("a".repeat(309) + "@one.example")).isEmpty();
    }
}
