package org.honeyspam.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.honeyspam.config.Use;
import org.junit.jupiter.api.Test;

/** How many are let in, in all and from one address. */
class AdmissionTest {
    private static final InetAddress ONE = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress TWO = InetAddress.ofLiteral("192.0.2.2");
    private static final InetAddress THREE = InetAddress.ofLiteral("2001:db8::3");

    private static final Bounds BOUNDS = new Bounds(3, 2, 9, 9_999, 9_999, 2);

    private final List<Place> ended = new ArrayList<>();

    private Place place(Crowd crowd) {
        var place = new Place(crowd);
        place.endsBy(() -> ended.add(place));
        return place;
    }

    /** Lets one in who stands so; he must be let in. */
    private Place in(Admission admission, Crowd crowd, String ip, Place.Stand stand) {
        Place place = place(crowd);
        assertThat(admission.enter(place, InetAddress.ofLiteral(ip), true)).as(ip).isNull();
        admission.move(place, stand);
        return place;
    }

    @Test
    void whoIsRefusedTakesNoPlace() {
        var admission = new Admission(BOUNDS);
        var crowd = new Crowd(Integer.MAX_VALUE);
        List<Place> inside = List.of(place(crowd), place(crowd), place(crowd));

        assertThat(admission.enter(inside.get(0), ONE, true)).isNull();
        assertThat(admission.enter(inside.get(1), ONE, true)).isNull();
        assertThat(admission.enter(place(crowd), ONE, true))
                .isEqualTo(Admission.TOO_MANY_FROM_SOURCE);
        assertThat(admission.enter(inside.get(2), TWO, true)).isNull();
        assertThat(admission.enter(place(crowd), THREE, true)).isEqualTo(Admission.TOO_MANY);
        assertThat(admission.inside()).isEqualTo(3);
        assertThat(admission.all()).isEqualTo(new Use(3, 3, 1));
        assertThat(admission.ofOneSource()).isEqualTo(new Use(2, 2, 1));

        inside.forEach(admission::leave);
        inside.forEach(admission::leave);
        assertThat(admission.inside()).isZero();
        assertThat(admission.ofOneNetwork().now()).isZero();
        assertThat(admission.enter(place(crowd), THREE, true)).isNull();
        assertThat(admission.enter(place(crowd), ONE, true)).isNull();
        assertThat(admission.enter(place(crowd), ONE, true)).isNull();
    }

    @Test
    void aNetworkGetsNoMoreThanItsShareFromHoweverManyAddresses() {
        var admission = new Admission(new Bounds(100, 100, 3, 9_999, 9_999, 2));
        var crowd = new Crowd(Integer.MAX_VALUE);
        for (String net : List.of("192.0.2.", "198.51.100.", "2001:db8:0:", "2001:db8:1:")) {
            String host = net.contains(":") ? "%s%d::1" : "%s%d";
            for (int i = 0; i < 3; i++) {
                in(admission, crowd, host.formatted(net, i), Place.Stand.HELD);
            }
            InetAddress fourth = InetAddress.ofLiteral(host.formatted(net, 200));
            assertThat(admission.enter(place(crowd), fourth, true))
                    .isEqualTo(Admission.TOO_MANY_FROM_NETWORK);
            assertThat(admission.enter(place(crowd), fourth, false)).as("a forwarder").isNull();
        }
        assertThat(ended).isEmpty();
    }

    @Test
    void whoComesTooFastIsRefusedAndHisNeighboursAreNot() {
        var admission = new Admission(new Bounds(1_000, 1_000, 1_000, 9_999, 10, 2));
        var crowd = new Crowd(Integer.MAX_VALUE);
        for (int i = 0; i < 20; i++) {
            in(admission, crowd, "192.0.2." + i, Place.Stand.OTHER);
        }
        assertThat(admission.enter(place(crowd), ONE, true))
                .isEqualTo(Admission.TOO_FAST_FROM_NETWORK);
        in(admission, crowd, "192.0.3.1", Place.Stand.OTHER);
        assertThat(admission.arrivals().reached()).as("all together").isZero();
        Use ofOneNetwork = admission.arrivalsOfOneNetwork();
        assertThat(ofOneNetwork.max()).isEqualTo(10);
        assertThat(ofOneNetwork.reached()).isEqualTo(1);
        assertThat(ofOneNetwork.turnedAway()).isEqualTo(1);
    }

    @Test
    void allTogetherMayNotComeTooFast() {
        var admission = new Admission(new Bounds(1_000, 1_000, 1_000, 5, 9_999, 2));
        var crowd = new Crowd(Integer.MAX_VALUE);
        for (int i = 0; i < 10; i++) {
            in(admission, crowd, "192.0." + i + ".1", Place.Stand.OTHER);
        }
        assertThat(admission.enter(place(crowd), ONE, true)).isEqualTo(Admission.TOO_FAST);
        assertThat(admission.arrivals().turnedAway()).isEqualTo(1);
        assertThat(admission.arrivalsOfOneNetwork().turnedAway()).isZero();
    }

    @Test
    void whoIsHeldLongestOfTheHeaviestNetworkGoesFirst() {
        var admission = new Admission(new Bounds(6, 100, 100, 9_999, 9_999, 100));
        var crowd = new Crowd(Integer.MAX_VALUE);
        Place lonely = in(admission, crowd, "198.51.100.1", Place.Stand.HELD);
        Place idle = in(admission, crowd, "192.0.2.1", Place.Stand.OTHER);
        Place storing = in(admission, crowd, "192.0.2.2", Place.Stand.SPARED);
        Place held = in(admission, crowd, "192.0.2.3", Place.Stand.HELD);
        Place later = in(admission, crowd, "192.0.2.4", Place.Stand.HELD);
        Place last = in(admission, crowd, "192.0.2.5", Place.Stand.OTHER);

        for (int i = 0; i < 4; i++) {
            in(admission, crowd, "203.0." + i + ".1", Place.Stand.OTHER);
        }
        assertThat(ended).containsExactly(held, later, idle, lonely);
        assertThat(admission.inside()).isEqualTo(6);
        assertThat(admission.shed()).isEqualTo(new Use(4, 100, 4));
        assertThat(admission.all())
                .as("full for four, and all got in")
                .isEqualTo(new Use(6, 6, 4, 0));
        ended.forEach(admission::leave);
        assertThat(admission.inside()).isEqualTo(6);
        assertThat(admission.shed().now()).isZero();
        admission.leave(storing);
        admission.leave(last);
        assertThat(admission.inside()).isEqualTo(4);
    }

    @Test
    void aFloodPushesNobodyOutWhoseNetworkHasLess() {
        var admission = new Admission(new Bounds(4, 100, 100, 9_999, 9_999, 100));
        var crowd = new Crowd(Integer.MAX_VALUE);
        Place visitor = in(admission, crowd, "198.51.100.1", Place.Stand.HELD);
        for (int i = 0; i < 3; i++) {
            in(admission, crowd, "192.0.2." + i, Place.Stand.SPARED);
        }
        assertThat(admission.enter(place(crowd), ONE, true)).isEqualTo(Admission.TOO_MANY);
        assertThat(ended).isEmpty();
        in(admission, crowd, "203.0.113.1", Place.Stand.OTHER);
        assertThat(ended).containsExactly(visitor);
    }

    @Test
    void aServiceHasItsOwnBoundAndShedsItsOwn() {
        var admission = new Admission(new Bounds(100, 100, 100, 9_999, 9_999, 100));
        var small = new Crowd(1);
        var large = new Crowd(Integer.MAX_VALUE);
        Place first = in(admission, small, "192.0.2.1", Place.Stand.OTHER);
        in(admission, large, "198.51.100.1", Place.Stand.HELD);
        in(admission, large, "198.51.100.2", Place.Stand.HELD);
        Place second = in(admission, small, "203.0.113.1", Place.Stand.SPARED);
        assertThat(ended).containsExactly(first);
        assertThat(admission.enter(place(small), TWO, true))
                .isEqualTo(Admission.TOO_MANY_OF_SERVICE);
        assertThat(admission.of(small)).isEqualTo(new Use(1, 1, 2, 1));
        assertThat(admission.of(large).reached()).isZero();
        assertThat(admission.all()).isEqualTo(new Use(3, 100, 0));
        admission.leave(second);
        assertThat(admission.of(small)).isEqualTo(new Use(0, 1, 2, 1));
    }

    @Test
    void whoBeganAMessageMeanwhileStays() {
        var admission = new Admission(new Bounds(1, 100, 100, 9_999, 9_999, 100));
        var crowd = new Crowd(Integer.MAX_VALUE);
        Place first = in(admission, crowd, "192.0.2.1", Place.Stand.OTHER);
        Place second = in(admission, crowd, "198.51.100.1", Place.Stand.OTHER);
        assertThat(ended).containsExactly(first);
        admission.stays(first);
        admission.stays(first);
        assertThat(admission.inside()).isEqualTo(2);
        admission.leave(second);
        admission.leave(first);
        assertThat(admission.inside()).isZero();
        assertThat(admission.shed()).isEqualTo(new Use(0, 100, 0));
    }

    @Test
    void noMoreAreToldToGoThanThereAreFilesForThem() {
        var admission = new Admission(new Bounds(2, 100, 100, 9_999, 9_999, 1));
        var crowd = new Crowd(Integer.MAX_VALUE);
        in(admission, crowd, "192.0.2.1", Place.Stand.OTHER);
        in(admission, crowd, "192.0.3.1", Place.Stand.OTHER);
        in(admission, crowd, "192.0.4.1", Place.Stand.OTHER);
        assertThat(admission.enter(place(crowd), ONE, true)).isEqualTo(Admission.TOO_MANY);
        admission.leave(ended.getFirst());
        in(admission, crowd, "192.0.2.1", Place.Stand.OTHER);
    }

    @Test
    void whoComesAndGoesByChanceIsAlwaysCountedAndTheHeaviestGoes() {
        var dice = new SplittableRandom(20_261_127);
        var admission = new Admission(new Bounds(50, 100, 100, 9_999_999, 9_999_999, 1_000));
        var crowd = new Crowd(Integer.MAX_VALUE);
        List<Place> inside = new ArrayList<>();
        Place.Stand[] stands = {Place.Stand.HELD, Place.Stand.OTHER, Place.Stand.SPARED};
        for (int i = 0; i < 100_000; i++) {
            int act = dice.nextInt(3);
            if (act == 0) {
                int most = heaviest(inside);
                Place place = place(crowd);
                var ip = InetAddress.ofLiteral("10.0." + dice.nextInt(20) + ".1");
                boolean entered = admission.enter(place, ip, true) == null;
                if (!ended.isEmpty()) {
                    assertThat(weight(inside, ended.getFirst())).isEqualTo(most);
                    inside.removeAll(ended);
                    ended.forEach(admission::leave);
                    ended.clear();
                }
                if (entered) {
                    inside.add(place);
                }
            } else if (!inside.isEmpty()) {
                Place one = inside.get(dice.nextInt(inside.size()));
                if (act == 1) {
                    admission.move(one, stands[dice.nextInt(stands.length)]);
                } else if (dice.nextInt(4) == 0) {
                    admission.leave(one);
                    inside.remove(one);
                }
            }
            assertThat(admission.inside()).isEqualTo(inside.size());
        }
        assertThat(admission.shed().reached()).isPositive();
    }

    private static boolean canGo(Place place) {
        return place.stand == Place.Stand.HELD || place.stand == Place.Stand.OTHER;
    }

    private static int heaviest(List<Place> inside) {
        return inside.stream()
                .filter(AdmissionTest::canGo)
                .mapToInt(p -> of(inside, p))
                .max()
                .orElse(0);
    }

    private static int of(List<Place> inside, Place like) {
        return (int)
                inside.stream()
                        .filter(AdmissionTest::canGo)
                        .filter(one -> Objects.equals(one.source, like.source))
                        .count();
    }

    /** As it was before he was told to go. */
    private static int weight(List<Place> inside, Place gone) {
        return of(inside, gone) + 1;
    }
}
