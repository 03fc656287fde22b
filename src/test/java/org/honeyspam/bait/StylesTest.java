package org.honeyspam.bait;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.honeyspam.config.Configuration.BaitStyle;
import org.honeyspam.dialogue.IpText;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is minted is recognised, and says what its style can carry. */
final class StylesTest {
    private static final int MANY = 100_000;
    private static final Set<String> ROLES =
            Set.of(
                    "abuse",
                    "admin",
                    "billing",
                    "contact",
                    "help",
                    "hostmaster",
                    "info",
                    "jobs",
                    "mail",
                    "marketing",
                    "news",
                    "noc",
                    "office",
                    "postmaster",
                    "root",
                    "sales",
                    "security",
                    "support",
                    "test",
                    "usenet",
                    "webmaster",
                    "www");

    static Stream<Arguments> stylesAndVisitors() {
        List<String> visitors =
                List.of(
                        "203.0.113.7",
                        "0.0.0.0",
                        "255.255.255.255",
                        "128.0.0.1",
                        "2001:db8:1:2:3:4:5:6",
                        "::",
                        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                        "8000::1");
        return Stream.of(BaitStyle.values())
                .flatMap(style -> visitors.stream().map(ip -> Arguments.of(style, ip)));
    }

    @ParameterizedTest
    @MethodSource("stylesAndVisitors")
    void whatWasMintedIsRecognised(BaitStyle style, String ip) {
        Bait bait = TestBait.of(style);
        List<String> addresses = TestBait.take(bait, InetAddress.ofLiteral(ip), 20);
        assertThat(addresses).hasSize(20).doesNotHaveDuplicates();
        for (String address : addresses) {
            Carried carried = TestBait.decoded(bait, address);
            assertThat(carried.style()).isEqualTo(style);
            assertThat(carried.keyId()).isEqualTo(1);
            assertThat(carried.address()).isEqualTo(address);
            assertThat(bait.recognise(address)).isEqualTo(address);
        }
    }

    @ParameterizedTest
    @MethodSource("stylesAndVisitors")
    void theDomainsAreThoseOfTheSettings(BaitStyle style, String ip) {
        List<String> addresses = TestBait.take(TestBait.of(style), InetAddress.ofLiteral(ip), 40);
        assertThat(addresses)
                .extracting(TestBait::domain)
                .containsOnly("one.example", "two.example");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aStatelessAddressTellsTheWholeVisitByTheKeyAlone(long seed) throws Exception {
        var dice = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[dice.nextBoolean() ? 4 : 16];
            dice.nextBytes(bytes);
            InetAddress visitor = InetAddress.getByAddress(bytes);
            Instant time = TestBait.NOON.plusSeconds(dice.nextLong(1_000_000_000));
            String site = TestBait.SITES.get(dice.nextInt(2));
            Bait minting = TestBait.of(BaitStyle.STATELESS);
            Bait fresh = TestBait.of(BaitStyle.NATURAL);
            for (String address :
                    minting.grant(visitor, "agent", site, "/", TestBait.forms(3), time)
                            .addresses()) {
                Carried carried = TestBait.decoded(fresh, address);
                assertThat(carried.visitor()).isEqualTo(network(visitor));
                assertThat(carried.time()).isEqualTo(time.truncatedTo(ChronoUnit.MINUTES));
                assertThat(carried.site()).isEqualTo(site);
            }
        }
    }

    private static String network(InetAddress ip) throws Exception {
        byte[] bytes = ip.getAddress();
        if (bytes.length == 4) {
            return ip.getHostAddress();
        }
        Arrays.fill(bytes, 8, 16, (byte) 0);
        return IpText.of(InetAddress.getByAddress(bytes)) + "/64";
    }

    @Test
    void aStatelessAddressOfTwoSitesWithTheSameCodeNamesNeither() {
        KeyRing keys = TestBait.keys();
        Bait minting = TestBait.of(BaitStyle.STATELESS, keys);
        String address = TestBait.take(minting, TestBait.VISITOR, 1).getFirst();
        // Ten bits of code: among some thousand other names there is one with the same.
        List<String> others =
                Stream.iterate(0, i -> i + 1)
                        .limit(20_000)
                        .map(i -> "www.s%d.example".formatted(i))
                        .toList();
        String twin =
                others.stream()
                        .filter(other -> other.equals(site(keys, address, List.of(other))))
                        .findFirst()
                        .orElseThrow();
        assertThat(site(keys, address, List.of(TestBait.SITE))).isEqualTo(TestBait.SITE);
        assertThat(site(keys, address, List.of(TestBait.SITE, twin))).isNull();
    }

    private static @Nullable String site(KeyRing keys, String address, List<String> sites) {
        var settings = TestBait.settings(BaitStyle.STATELESS, 60, 100);
        var bait = new Bait(keys, settings, sites, SerialSource.inMemory());
        return TestBait.decoded(bait, address).site();
    }

    @Test
    void aPaperAddressShowsTheVisitorAndTheSecond() {
        Bait minting = TestBait.of(BaitStyle.PAPER);
        Bait fresh = TestBait.of(BaitStyle.NATURAL);
        String second = Long.toString(TestBait.NOON.getEpochSecond());
        String v4 = TestBait.take(minting, TestBait.VISITOR, 1).getFirst();
        assertThat(v4).startsWith("203.0.113.7_" + second);
        InetAddress six = InetAddress.ofLiteral("2001:db8::a:6");
        String v6 = TestBait.take(minting, six, 1).getFirst();
        assertThat(v6).startsWith("2001-db8-0-0-0-0-a-6_" + second);
        assertThat(TestBait.decoded(fresh, v4).visitor()).isEqualTo("203.0.113.7");
        assertThat(TestBait.decoded(fresh, v6).visitor()).isEqualTo("2001:db8::a:6");
        assertThat(TestBait.decoded(fresh, v6).time())
                .isEqualTo(TestBait.NOON.truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void naturalAddressesCarryNumbersInARow() {
        Bait bait = TestBait.of(BaitStyle.NATURAL);
        List<Long> serials =
                TestBait.take(bait, TestBait.VISITOR, 30).stream()
                        .map(address -> TestBait.decoded(bait, address).serial())
                        .toList();
        assertThat(serials).hasSize(30).isSorted().doesNotHaveDuplicates();
        assertThat(serials.getLast() - serials.getFirst()).isEqualTo(29);
    }

    @ParameterizedTest
    @EnumSource(BaitStyle.class)
    void aHundredThousandAddressesAreAllDifferent(BaitStyle style) {
        var settings = TestBait.settings(style, 100, 10);
        var bait = new Bait(TestBait.keys(), settings, TestBait.SITES, SerialSource.inMemory());
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < MANY / 100; i++) {
            seen.addAll(TestBait.take(bait, TestBait.visitor(i), 100));
        }
        assertThat(seen).hasSize(MANY);
    }

    @Test
    void aNaturalAddressLooksLikeAPerson() {
        Bait bait = TestBait.of(BaitStyle.NATURAL);
        for (int i = 0; i < 500; i++) {
            for (String address : TestBait.take(bait, TestBait.visitor(i), 20)) {
                String local = TestBait.local(address);
                assertThat(local).matches("[a-z][a-z0-9.]*").hasSizeLessThanOrEqualTo(64);
                assertThat(local).matches("[a-z]{3,10}\\.[a-z]{3,10}[0-9]{2,4}");
            }
        }
    }

    @Test
    void noNameIsThatOfARole() {
        for (Names names : List.of(Names.GIVEN, Names.FAMILY)) {
            assertThat(names.all()).doesNotContainAnyElementsOf(ROLES);
            assertThat(names.all()).allMatch(name -> name.matches("[a-z]{3,10}"));
        }
    }

    @Test
    void statelessAddressesAreLettersAndDigitsAndBeginWithALetter() {
        Bait bait = TestBait.of(BaitStyle.STATELESS);
        for (int i = 0; i < 100; i++) {
            assertThat(TestBait.take(bait, TestBait.visitor(i), 20))
                    .allMatch(address -> TestBait.local(address).matches("[a-z][a-z0-9]{24}"));
        }
    }
}
