package org.honeyspam.bait;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.honeyspam.config.Configuration.BaitStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who gets which addresses, and how many. */
final class BaitTest {
    private static final String PAGE = "/people/ann-lee-x1y2z.html";

    private static Bait bait(BaitStyle style, int perVisit, int visits) {
        var settings = TestBait.settings(style, perVisit, visits);
        return new Bait(TestBait.keys(), settings, TestBait.SITES, SerialSource.inMemory());
    }

    private static Grant grant(Bait bait, InetAddress visitor, String page, int wanted) {
        return bait.grant(
                visitor, "agent", TestBait.SITE, page, TestBait.forms(wanted), TestBait.NOON);
    }

    @ParameterizedTest
    @EnumSource(BaitStyle.class)
    void aReloadShowsTheSameAddresses(BaitStyle style) {
        Bait bait = bait(style, 60, 100);
        Grant first = grant(bait, TestBait.VISITOR, PAGE, 5);
        assertThat(first.newVisit()).isTrue();
        assertThat(first.fresh()).isTrue();
        assertThat(first.addresses()).hasSize(5);
        Grant other = grant(bait, TestBait.VISITOR, "/other.html", 5);
        Grant again = grant(bait, TestBait.VISITOR, PAGE, 5);
        assertThat(again).isEqualTo(reloaded(first));
        assertThat(other.addresses()).doesNotContainAnyElementsOf(first.addresses());
        assertThat(other.visit()).isEqualTo(first.visit());
        assertThat(other.newVisit()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(BaitStyle.class)
    void twoVisitorsSeeDifferentAddresses(BaitStyle style) {
        Bait bait = bait(style, 60, 1_000);
        Set<String> addresses = new HashSet<>();
        Set<String> visits = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            Grant grant = grant(bait, TestBait.visitor(i), PAGE, 10);
            addresses.addAll(grant.addresses());
            visits.add(grant.visit());
        }
        assertThat(addresses).hasSize(5_000);
        assertThat(visits).hasSize(500);
    }

    @Test
    void anotherAgentOrSiteIsAnotherVisit() {
        Bait bait = bait(BaitStyle.NATURAL, 60, 100);
        Set<String> addresses = new HashSet<>();
        for (String agent : List.of("agent", "other")) {
            for (String site : TestBait.SITES) {
                Grant grant =
                        bait.grant(
                                TestBait.VISITOR,
                                agent,
                                site,
                                PAGE,
                                TestBait.forms(4),
                                TestBait.NOON);
                assertThat(grant.newVisit()).isTrue();
                addresses.addAll(grant.addresses());
            }
        }
        assertThat(addresses).hasSize(16);
    }

    @Test
    void theHostsOfOneIpv6NetworkAreOneVisitor() {
        Bait bait = bait(BaitStyle.NATURAL, 60, 100);
        Grant one = grant(bait, InetAddress.ofLiteral("2001:db8:1:2::1"), PAGE, 4);
        Grant same = grant(bait, InetAddress.ofLiteral("2001:db8:1:2:ffff::9"), PAGE, 4);
        Grant other = grant(bait, InetAddress.ofLiteral("2001:db8:1:3::1"), PAGE, 4);
        assertThat(same.addresses()).isEqualTo(one.addresses());
        assertThat(other.addresses()).doesNotContainAnyElementsOf(one.addresses());
    }

    @ParameterizedTest
    @EnumSource(BaitStyle.class)
    void aVisitGetsItsShareAndNoMore(BaitStyle style) {
        Bait bait = bait(style, 60, 100);
        Set<String> addresses = new HashSet<>();
        for (int page = 0; page < 2_000; page++) {
            Grant grant = grant(bait, TestBait.VISITOR, "/" + page, 1 + page % 20);
            assertThat(grant.addresses()).isNotEmpty().hasSizeLessThanOrEqualTo(1 + page % 20);
            addresses.addAll(grant.addresses());
        }
        assertThat(addresses).hasSize(60);
    }

    @ParameterizedTest
    @EnumSource(BaitStyle.class)
    void noVisitSeesAnAddressTwiceAsNewHoweverManyItMayHave(BaitStyle style) {
        Bait bait = bait(style, 5_000, 100);
        List<String> made = new ArrayList<>();
        for (int page = 0; page < 500; page++) {
            Grant grant = grant(bait, TestBait.VISITOR, "/" + page, 10);
            if (grant.fresh()) {
                made.addAll(grant.made());
            }
        }
        assertThat(made).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(5_000);
    }

    @Test
    void whoeverChangesHisNameHasHisShareAllTheSame() {
        Bait bait = bait(BaitStyle.NATURAL, 60, 10_000); // And 600 for a visitor.
        Set<String> addresses = new HashSet<>();
        for (int agent = 0; agent < 100; agent++) {
            Grant grant =
                    bait.grant(
                            TestBait.VISITOR,
                            "agent " + agent,
                            TestBait.SITE,
                            PAGE,
                            TestBait.forms(20),
                            TestBait.NOON);
            assertThat(grant.addresses()).hasSize(20);
            addresses.addAll(grant.addresses());
        }
        assertThat(addresses).hasSize(600);
        assertThat(grant(bait, TestBait.visitor(1), PAGE, 20).made()).hasSize(20);
    }

    /**
     * Also where the address says on which site it was given: none is shown that is not on record.
     */
    @ParameterizedTest
    @EnumSource
    void whoeverHadHisShareIsShownItOnOtherSitesAsItIsOnRecord(BaitStyle style) {
        Bait bait = bait(style, 60, 10_000);
        Set<String> recorded = new HashSet<>();
        for (int agent = 0; agent < 60; agent++) {
            String site = TestBait.SITES.get(agent % 2);
            Grant grant =
                    bait.grant(
                            TestBait.VISITOR,
                            "agent " + agent,
                            site,
                            PAGE,
                            TestBait.forms(20),
                            TestBait.NOON);
            recorded.addAll(grant.made());
            assertThat(recorded).containsAll(grant.addresses());
        }
    }

    @Test
    void theMoreAVisitHasTheFewerNewOnesItGets() {
        Bait bait = bait(BaitStyle.NATURAL, 60, 100);
        List<Integer> made = new ArrayList<>();
        for (int page = 0; page < 9; page++) {
            Grant grant = grant(bait, TestBait.VISITOR, "/" + page, 20);
            assertThat(grant.addresses()).hasSize(20).doesNotHaveDuplicates();
            made.add(grant.made().size());
        }
        assertThat(made).containsExactly(20, 20, 10, 5, 3, 1, 1, 0, 0);
    }

    @Test
    void anAddressThatIsShownAgainHasTheFormThatIsOnRecord() {
        Bait bait = bait(BaitStyle.NATURAL, 60, 100);
        List<String> forms = List.of("text", "mailto", "entities", "text", "script");
        Map<String, String> recorded = new HashMap<>();
        for (int page = 0; page < 50; page++) {
            Grant grant =
                    bait.grant(
                            TestBait.VISITOR,
                            "agent",
                            TestBait.SITE,
                            "/" + page,
                            forms,
                            TestBait.NOON);
            for (int i = 0; i < grant.made().size(); i++) {
                recorded.put(grant.made().get(i), grant.madeForms().get(i));
            }
            assertThat(grant.shown()).extracting(Grant.Shown::form).isEqualTo(forms);
            assertThat(grant.shown())
                    .allSatisfy(
                            one -> assertThat(one.form()).isEqualTo(recorded.get(one.address())));
        }
        assertThat(recorded).hasSize(60);
    }

    @Test
    void aReloadShowsTheSameHoweverLongTheWalk() {
        Bait bait = bait(BaitStyle.NATURAL, 5_000, 100);
        List<List<String>> walk = new ArrayList<>();
        for (int page = 0; page < 3_000; page++) {
            walk.add(grant(bait, TestBait.VISITOR, "/" + page, 1).addresses());
        }
        for (int page = 0; page < 3_000; page++) {
            Grant again = grant(bait, TestBait.VISITOR, "/" + page, 1);
            assertThat(again.fresh()).isFalse();
            assertThat(again.addresses()).as("page " + page).isEqualTo(walk.get(page));
        }
    }

    @Test
    void aPageAfterTheShareIsUsedUpStaysTheSameToo() {
        Bait bait = bait(BaitStyle.NATURAL, 30, 100);
        for (int page = 0; page < 10; page++) {
            grant(bait, TestBait.VISITOR, "/" + page, 7);
        }
        Grant late = grant(bait, TestBait.VISITOR, PAGE, 7);
        assertThat(late.fresh()).isFalse();
        for (int page = 10; page < 100; page++) {
            grant(bait, TestBait.VISITOR, "/" + page, 7);
        }
        assertThat(grant(bait, TestBait.VISITOR, PAGE, 7).addresses()).isEqualTo(late.addresses());
    }

    @Test
    void whoWantsNoneGetsNone() {
        Bait bait = bait(BaitStyle.NATURAL, 60, 100);
        assertThat(grant(bait, TestBait.VISITOR, PAGE, 0).addresses()).isEmpty();
        grant(bait, TestBait.VISITOR, "/other.html", 9);
        assertThat(grant(bait, TestBait.VISITOR, PAGE, 0).addresses()).isEmpty();
    }

    @Test
    void aVisitEndsWhenItIsIdleForTooLong() {
        Bait bait = bait(BaitStyle.NATURAL, 60, 100);
        Instant now = TestBait.NOON;
        Grant first =
                bait.grant(TestBait.VISITOR, "agent", TestBait.SITE, PAGE, TestBait.forms(4), now);
        for (int i = 0; i < 10; i++) {
            now = now.plus(Duration.ofHours(1));
            Grant again =
                    bait.grant(
                            TestBait.VISITOR, "agent", TestBait.SITE, PAGE, TestBait.forms(4), now);
            assertThat(again.addresses()).isEqualTo(first.addresses());
        }
        now = now.plus(Duration.ofHours(1)).plusMillis(1);
        Grant next =
                bait.grant(TestBait.VISITOR, "agent", TestBait.SITE, PAGE, TestBait.forms(4), now);
        assertThat(next.newVisit()).isTrue();
        assertThat(next.visit()).isNotEqualTo(first.visit());
        assertThat(next.addresses()).doesNotContainAnyElementsOf(first.addresses());
    }

    @Test
    void onlySoManyVisitsAreRememberedAndTheLongestUnseenGoFirst() {
        Bait bait = bait(BaitStyle.NATURAL, 60, 100);
        Grant faithful = grant(bait, TestBait.visitor(0), PAGE, 1);
        for (int i = 1; i < 1_000; i++) {
            grant(bait, TestBait.visitor(i), PAGE, 1);
            assertThat(grant(bait, TestBait.visitor(0), PAGE, 1)).isEqualTo(reloaded(faithful));
        }
        int remembered = 0;
        for (int i = 999; i >= 900; i--) {
            remembered += grant(bait, TestBait.visitor(i), PAGE, 1).newVisit() ? 0 : 1;
        }
        assertThat(remembered).isEqualTo(99);
        assertThat(grant(bait, TestBait.visitor(1), PAGE, 1).newVisit()).isTrue();
    }

    private static Grant reloaded(Grant grant) {
        List<Grant.Shown> shown =
                grant.shown().stream()
                        .map(one -> new Grant.Shown(one.address(), one.form(), false))
                        .toList();
        return new Grant(grant.visit(), false, shown);
    }

    @Test
    void whatWasGivenToAForgottenVisitIsStillRecognised() {
        Bait bait = bait(BaitStyle.NATURAL, 60, 1);
        List<String> given = grant(bait, TestBait.VISITOR, PAGE, 20).addresses();
        grant(bait, TestBait.visitor(1), PAGE, 20);
        assertThat(grant(bait, TestBait.VISITOR, PAGE, 20).newVisit()).isTrue();
        assertThat(given).allMatch(address -> address.equals(bait.recognise(address)));
    }

    @Test
    void whileTheDiskRefusesThereAreNoAddresses(@TempDir Path folder) throws Exception {
        var settings = TestBait.settings(BaitStyle.NATURAL, 60, 100);
        var serials = SerialSource.open(folder.resolve("not-there/serial"));
        var bait = new Bait(TestBait.keys(), settings, TestBait.SITES, serials);
        assertThat(grant(bait, TestBait.VISITOR, PAGE, 5)).isEqualTo(Grant.NONE);
    }

    @ParameterizedTest
    @EnumSource(BaitStyle.class)
    void afterARestartOldAddressesAreRecognisedAndNewOnesAreNew(
            BaitStyle style, @TempDir Path folder) throws Exception {
        Set<String> seen = new HashSet<>();
        for (int start = 0; start < 5; start++) {
            var settings = TestBait.settings(style, 60, 100);
            var serials = SerialSource.open(folder.resolve("serial"));
            var bait = new Bait(TestBait.keys(), settings, TestBait.SITES, serials);
            assertThat(seen).allMatch(address -> address.equals(bait.recognise(address)));
            Instant now = TestBait.NOON.plus(Duration.ofMinutes(start));
            seen.addAll(
                    bait.grant(
                                    TestBait.VISITOR,
                                    "agent",
                                    TestBait.SITE,
                                    PAGE,
                                    TestBait.forms(60),
                                    now)
                            .addresses());
            assertThat(seen).hasSize(60 * (start + 1));
        }
    }
}
