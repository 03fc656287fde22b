package org.honeyspam.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.honeyspam.content.Hop.Doubt;
import org.honeyspam.content.Hop.Trust;
import org.honeyspam.content.Link.Trick;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentTest {
    private static Content read(String message) {
        return Content.read(message.replace("\n", "\r\n").getBytes(UTF_8), Vantage.UNKNOWN);
    }

    private static List<Hop> hops(String fields) {
        return Content.read(
                        fields.getBytes(UTF_8), new Vantage(Set.of("mx.ours.example"), null, null))
                .hops();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    http://3405803783/            | 203.0.113.7
                    http://0313.0.0x71.7/         | 203.0.113.7
                    http://0xcb007107/x           | 203.0.113.7
                    http://203.113.7/             | 203.113.0.7
                    http://a@b@c.example/         | c.example
                    http://a.example:81/          | a.example
                    hxxps://A.Example./           | a.example
                    http:\\\\a.example\\x         | a.example
                    http://[2001:DB8::1]:8/       | 2001:db8::1
                    http://a%2eexample/           | a.example
                    http://a[.]b(dot)example/     | a.b.example
                    """)
    void aHostIsTheOneThatIsMeant(String url, String host) {
        Link link = LinkText.read(url, Link.Kind.TEXT, new Notes());
        assertThat(link).isNotNull();
        assertThat(link == null ? "" : link.host()).isEqualTo(host);
    }

    @ParameterizedTest
    @CsvSource({
        "http://",
        "http://4294967296/",
        "http://a/",
        "http://1.2.3.4.5/",
        "http://..../",
        "mailto:a"
    })
    void whatLeadsNowhereIsNoLink(String url) {
        assertThat(LinkText.read(url, Link.Kind.TEXT, new Notes())).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "www.shop.example.com, example.com",
        "a.b.co.uk, b.co.uk",
        "b.de, b.de",
        "10.1.2.3, 10.1.2.3",
        "x.y.com.br, y.com.br"
    })
    void aDomainIsWhatSomebodyRegistered(String host, String domain) {
        assertThat(Hosts.domain(host)).isEqualTo(domain);
    }

    @Test
    void idsAreTakenOutOfATemplate() {
        assertThat(template("http://a.example/u/8f3a9c21/open.gif?u=joe&c=99#top"))
                .isEqualTo("/u/*/open.gif?u=&c=");
        assertThat(template("http://a.example/list12/p3.html")).isEqualTo("/*/p#.html");
        assertThat(template("http://a.example")).isEqualTo("/");
    }

    private static String template(String url) {
        Link link = LinkText.read(url, Link.Kind.TEXT, new Notes());
        return link == null ? "" : link.template();
    }

    @Test
    void aChainOfTheirOwnInventionIsNotBelieved() {
        List<Hop> hops =
                hops(
                        """
                        Received: from a.example (a.example [198.52.100.4]) by mx.ours.example; Mon, 23 Nov 2026 10:00:05 GMT
                        Received: from b.example ([198.52.100.5]) by a.example; Mon, 23 Nov 2026 12:00:05 GMT
                        Received: from c.example ([198.52.100.6]) by b.example; Mon, 23 Nov 2026 09:00:05 GMT

                        """);
        assertThat(hops)
                .extracting(Hop::trust)
                .containsExactly(Trust.OURS, Trust.CLAIMED, Trust.CLAIMED);
        assertThat(hops.get(1).doubts()).containsExactly(Doubt.TIME_GOES_BACK);
        assertThat(hops.get(2).doubts()).contains(Doubt.BELOW_A_DOUBT);
    }

    @Test
    void whoClaimsToBeUsBelowOthersIsNotBelieved() {
        List<Hop> hops =
                hops(
                        """
                        Received: from a.example ([198.52.100.4]) by other.example; Mon, 23 Nov 2026 10:00:05 GMT
                        Received: from b.example ([198.52.100.5]) by mx.ours.example; Mon, 23 Nov 2026 10:00:00 GMT

                        """);
        assertThat(hops).extracting(Hop::trust).containsExactly(Trust.BELIEVABLE, Trust.CLAIMED);
        assertThat(hops.get(1).doubts()).contains(Doubt.CALLS_ITSELF_OURS);
    }

    @Test
    void theFirstHopMustBeThePeers() {
        String message =
                "Received: from x.example ([198.52.100.4]) by relay.example; Mon, 23 Nov 2026 10:00:05 GMT\n\n";
        var peer = new Vantage(Set.of(), "198.52.100.77", "mail.relay.example");
        var other = new Vantage(Set.of(), "198.52.100.77", "mail.bank.example");
        assertThat(Content.read(message.getBytes(UTF_8), peer).hops().getFirst().trust())
                .isEqualTo(Trust.BELIEVABLE);
        assertThat(Content.read(message.getBytes(UTF_8), other).hops().getFirst().doubts())
                .contains(Doubt.NOT_FROM_THE_ONE_ABOVE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    en | You have been chosen for this offer and it is for you and all of your friends
                    fr | Vous avez été choisi pour cette offre et nous sommes heureux de vous le dire dans le mail
                    es | Usted ha sido elegido para esta oferta y no tiene que pagar por los gastos de la casa
                    pt | Você foi escolhido para esta oferta e não tem que pagar por mais uma das suas compras
                    it | Lei è stato scelto per questa offerta e non deve pagare nulla per la casa che ha anche
                    nl | U bent gekozen voor deze aanbieding en het is niet te duur voor u om dat nog te doen
                    pl | To jest oferta dla państwa i nie trzeba za to nic płacić, bo jest to tylko na dziś od nas
                    tr | Bu teklif için seçildiniz ve bir ücret ödemeniz gerekmez, ama çok az zaman var ve siz de
                    ru | Вы были выбраны для этого предложения и это не стоит вам ничего, но только если вы
                    uk | Ви були обрані для цієї пропозиції, і це не коштує вам нічого, але якщо ви не проти
                    el | Έχετε επιλεγεί για αυτή την προσφορά
                    zh | 您已被选中参加此优惠活动请点击这里
                    ko | 귀하는 이 제안에 선정되었습니다
                    """)
    void aLanguageIsTold(String language, String text) {
        assertThat(Languages.of(text)).first().isEqualTo(language);
    }

    @Test
    void aWordOrTwoAreNoLanguage() {
        assertThat(Languages.of("Viagra 50mg")).isEmpty();
        assertThat(Languages.of("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Dear Ms Smith, order 8837 is at http://a.example/x12 | dear @ smith order # is at
                    V i a g r a and c1alis, qwrtplkjh                     | viagra and *
                    CAFÉ, ｆｕｌｌ ｗｉｄｔｈ                                | cafe full width
                    \u0421i\u0430lis z\u200bero                            | cialis zero
                    joe, write to joe@a.example                            | @ write to
                    """)
    void aTextIsNormalised(String text, String words) {
        assertThat(String.join(" ", Normal.words(text, Set.of("joe")))).isEqualTo(words);
    }

    @Test
    void ofTwoFormsOfTheTextTheFullerIsTaken() {
        String message =
                """
                Content-Type: multipart/alternative; boundary=b

                --b
                Content-Type: text/plain

                This is not HTML, get another program.
                --b
                Content-Type: text/html

                <p>This is the long form of the text, with all that there is to say.</p>
                --b--
                """;
        assertThat(read(message).text()).startsWith("This is the long form");
    }

    @Test
    void aLinkOnBothSidesOfTheTextIsOne() {
        String twice = "http://a.example/x and hxxp://a[.]example/x";
        assertThat(read("A: b\n\n" + twice).links())
                .singleElement()
                .satisfies(link -> assertThat(link.tricks()).contains(Trick.DEFANGED));
    }
}
