package org.honeyspam.content.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.honeyspam.content.Content;
import org.honeyspam.content.Fingerprint;
import org.honeyspam.content.Vantage;
import org.honeyspam.content.campaign.Campaigns.Placed;
import org.junit.jupiter.api.Test;

class CampaignsTest {
    private static final String OFFER =
            "our pills are the cheapest that money can buy and they come to your door within two days"
                    + " without any paper from a doctor so have a look at our shop today and save a lot";
    private static final String SCAM =
            "I am the widow of the late minister who left me a large sum in a bank abroad and I ask for"
                    + " your help to bring it out of the country for which you will have a third of all";

    private final Campaigns<RuntimeException> campaigns = new Campaigns<>(new MemoryRows());
    private int made;

    static Fingerprint print(String subject, String text) {
        String message = "Subject: " + subject + "\r\n\r\n" + text + "\r\n";
        return Fingerprint.of(Content.read(message.getBytes(UTF_8), Vantage.UNKNOWN));
    }

    private Placed place(Fingerprint print) {
        return campaigns.place("%016x".formatted(++made + 0x1000L), print);
    }

    @Test
    void whatIsMadeOfOneTemplateIsOneCampaign() {
        Placed first = place(print("Order 1", "Dear Joe, " + OFFER + " http://a1.example/x?id=1"));
        Placed second =
                place(
                        print(
                                "Order 22",
                                "Dear Ann, " + OFFER + " http://b7.example/x?id=2 qwrtzpl"));
        Placed other = place(print("Urgent", SCAM));
        assertThat(first.founded()).isTrue();
        assertThat(second.campaign()).isEqualTo(first.campaign());
        assertThat(second.founded()).isFalse();
        assertThat(other.campaign()).isNotEqualTo(first.campaign());
    }

    @Test
    void aCampaignIsCalledAfterItsFirstMessage() {
        Placed placed = campaigns.place("0123456789abcdef".repeat(4), print("a", OFFER));
        assertThat(placed.campaign()).isEqualTo("0123456789abcdef");
    }

    @Test
    void whatBelongsToTwoMakesThemKinAndNotOne() {
        String long1 = OFFER + " one " + OFFER.replace("pills", "watches");
        Placed older = place(print("a", long1 + " " + SCAM.substring(0, 60)));
        Placed younger = place(print("a", SCAM + " also " + SCAM.replace("widow", "son")));
        Placed between = place(print("a", OFFER + " " + SCAM));
        List<String> candidates = new ArrayList<>(between.kin());
        candidates.add(between.campaign());
        assertThat(candidates).containsExactlyInAnyOrder(older.campaign(), younger.campaign());
        assertThat(place(print("a", OFFER)).campaign()).isEqualTo(older.campaign());
        assertThat(place(print("a", SCAM)).campaign()).isEqualTo(younger.campaign());
    }

    @Test
    void messagesWithoutTextAreKnownByWhatTheyCarryAndWhereTheyLead() {
        Placed first = place(print("look at this", "http://pics.example/a/1234567.gif"));
        Placed second = place(print("look at this", "http://pics.example/a/7654321.gif"));
        Placed third = place(print("something else", "http://other.example/b.gif"));
        assertThat(second.campaign()).isEqualTo(first.campaign());
        assertThat(third.campaign()).isNotEqualTo(first.campaign());
    }

    @Test
    void emptyMessagesAreOneCampaign() {
        assertThat(place(print("", "")).campaign()).isEqualTo(place(print("", "")).campaign());
    }

    @Test
    void theSameMessagesInTheSameOrderGiveTheSameCampaigns() {
        List<Fingerprint> prints = templates(40, 8);
        List<Placed> once = all(new Campaigns<>(new MemoryRows()), prints);
        List<Placed> again = all(new Campaigns<>(new MemoryRows()), prints);
        assertThat(again).isEqualTo(once);
    }

    @Test
    void templatesWithRandomWordsStayTogetherAndApart() {
        List<Fingerprint> prints = templates(40, 8);
        List<Placed> placed = all(campaigns, prints);
        Set<String> ids = new HashSet<>();
        int parted = 0;
        for (int template = 0; template < 40; template++) {
            Set<String> own = new HashSet<>();
            for (int i = template; i < placed.size(); i += 40) {
                own.add(placed.get(i).campaign());
            }
            assertThat(Collections.disjoint(ids, own)).as("template %d", template).isTrue();
            ids.addAll(own);
            parted += own.size() - 1;
        }
        assertThat(parted).isLessThanOrEqualTo(2);
    }

    @Test
    void whatAStoreKeepsOfAFingerprintIsAllOfIt() {
        Fingerprint print = print("Order 1", OFFER + " http://a1.example/x?id=1 http://b.example/");
        assertThat(Fingerprint.unpacked(print.packed())).isEqualTo(print);
        assertThat(Fingerprint.unpacked(print("", "").packed())).isEqualTo(print("", ""));
        assertThatThrownBy(() -> Fingerprint.unpacked(new byte[] {9}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Placed> all(
            Campaigns<RuntimeException> campaigns, List<Fingerprint> prints) {
        return IntStream.range(0, prints.size())
                .mapToObj(i -> campaigns.place("%016x".formatted(i + 0x1000L), prints.get(i)))
                .toList();
    }

    /** Each template once, then each again, with every twentieth word another one. */
    private static List<Fingerprint> templates(int count, int rounds) {
        List<Fingerprint> prints = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (int template = 0; template < count; template++) {
                var words = new Random(template);
                var changes = new Random(round * 1000L + template);
                var text = new StringBuilder();
                for (int i = 0; i < 120; i++) {
                    int word = words.nextInt(3_000);
                    text.append(spelt(changes.nextInt(20) == 0 ? changes.nextInt(3_000) : word))
                            .append(' ');
                }
                prints.add(print("offer " + spelt(template), text.toString()));
            }
        }
        return prints;
    }

    private static String spelt(int number) {
        String[] syllables = {
            "ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "su", "ta", "ve", "wi", "zo", "ke"
        };
        return syllables[number / 225 % 15] + syllables[number / 15 % 15] + syllables[number % 15];
    }
}
