package org.honeyspam.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.honeyspam.config.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlocklistTest {
    private static final LocalDate DAY = LocalDate.parse("2026-02-20");
    private static final Listing HARVESTER = new Listing(Set.of(Kind.HARVESTER), 40, DAY);
    private static final Listing SCANNER = new Listing(Set.of(Kind.SCANNER), 90, DAY.minusDays(3));

    private final Blocklist list = new Blocklist();

    private static Network network(String text) {
        return TestZones.network(text);
    }

    private static InetAddress ip(String text) {
        return InetAddress.ofLiteral(text);
    }

    @Test
    void allNetworksAroundAnAddressCount() {
        list.put(network("192.0.2.0/24"), SCANNER);
        list.put(network("192.0.2.7/32"), HARVESTER);
        list.put(network("2001:db8::/48"), SCANNER);
        list.put(network("2001:db8::7/128"), HARVESTER);
        var both = new Listing(Set.of(Kind.HARVESTER, Kind.SCANNER), 90, DAY);
        assertThat(list.find(ip("192.0.2.7"))).isEqualTo(both);
        assertThat(list.find(ip("192.0.2.8"))).isEqualTo(SCANNER);
        assertThat(list.find(ip("192.0.3.7"))).isNull();
        assertThat(list.find(ip("2001:db8::7"))).isEqualTo(both);
        assertThat(list.find(ip("2001:db8:0:ffff::8"))).isEqualTo(SCANNER);
        assertThat(list.find(ip("2001:db8:1::7"))).isNull();
        assertThat(list.size()).isEqualTo(4);
    }

    @Test
    void theEndsOfTheAddressesAreAddressesLikeOthers() {
        for (String end :
                new String[] {
                    "0.0.0.0", "255.255.255.255", "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
                }) {
            assertThat(list.find(ip(end))).isNull();
            list.put(new Network(ip(end), end.contains(":") ? 128 : 32), HARVESTER);
            assertThat(list.find(ip(end))).isEqualTo(HARVESTER);
        }
        list.put(network("0.0.0.0/0"), SCANNER);
        assertThat(list.find(ip("203.0.113.1"))).isEqualTo(SCANNER);
    }

    @Test
    void whatIsNoListingIsOurMistake() {
        assertThatThrownBy(() -> new Listing(Set.of(), 1, DAY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Listing(Set.of(Kind.SCANNER), 256, DAY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void itIsAMapWhateverIsPutAndRemoved(long seed) {
        var dice = new SplittableRandom(seed);
        Map<Network, Listing> model = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            int bits = dice.nextInt(3) == 0 ? 24 : 32;
            int number = dice.nextInt(2_000) << 8;
            byte[] bytes = {10, (byte) (number >> 16), (byte) (number >> 8), 0};
            var at = new Network(ofBytes(bytes), bits);
            if (dice.nextInt(3) == 0) {
                assertThat(list.remove(at)).isEqualTo(model.remove(at) != null);
            } else {
                Listing listing = dice.nextBoolean() ? HARVESTER : SCANNER;
                list.put(at, listing);
                model.put(at, listing);
            }
        }
        assertThat(list.size()).isEqualTo(model.size());
        model.forEach(
                (at, listing) -> {
                    Listing found = list.find(at.prefix());
                    assertThat(found == null ? Set.<Kind>of() : found.kinds())
                            .containsAll(listing.kinds());
                });
        model.keySet().forEach(at -> assertThat(list.remove(at)).isTrue());
        assertThat(list.size()).isZero();
    }

    private static InetAddress ofBytes(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (java.net.UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aMillionEntriesTakeLittleRoomAlsoWhenTheyComeAndGo() {
        for (int i = 0; i < 1_000_000; i++) {
            list.put(new Network(address(i), 32), HARVESTER);
        }
        assertThat(list.size()).isEqualTo(1_000_000);
        assertThat(list.bytes()).isLessThan(32L << 20);
        for (int i = 0; i < 2_000_000; i++) {
            list.remove(new Network(address(i), 32));
            list.put(new Network(address(i + 1_000_000), 32), HARVESTER);
        }
        assertThat(list.size()).isEqualTo(1_000_000);
        assertThat(list.bytes()).isLessThan(64L << 20);
    }

    private static InetAddress address(int i) {
        int spread = i * 0x9e3779b1;
        byte[] bytes = {
            (byte) (spread >> 24), (byte) (spread >> 16), (byte) (spread >> 8), (byte) spread
        };
        return ofBytes(bytes);
    }

    @Test
    void whoStaysListedIsFoundWhileOthersComeAndGo() throws InterruptedException {
        list.put(network("192.0.2.7/32"), HARVESTER);
        list.put(network("2001:db8::7/128"), HARVESTER);
        var done = new AtomicBoolean();
        var wrong = new AtomicReference<String>();
        Thread reader =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    while (!done.get()) {
                                        boolean four = HARVESTER.equals(list.find(ip("192.0.2.7")));
                                        boolean six =
                                                HARVESTER.equals(list.find(ip("2001:db8::7")));
                                        if (!four || !six) {
                                            wrong.set(four + " " + six);
                                        }
                                    }
                                });
        for (int i = 0; i < 300_000; i++) {
            list.put(new Network(address(i), 32), SCANNER);
            if (i % 3 == 0) {
                list.remove(new Network(address(i / 2), 32));
            }
        }
        done.set(true);
        reader.join();
        assertThat(wrong.get()).isNull();
    }
}
