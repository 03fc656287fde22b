package org.honeyspam.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What checkers of proxies look for in the pages of judges. */
class JudgeTest {
    private static Fetch seen(String host, String path) {
        return TestFetch.fetch("GET", new Target(host, 80), path, TestFetch.transparent(host));
    }

    private static String said(String host, String path) {
        Origin origin = TestFetch.ORIGINS.answer(seen(host, path));
        assertThat(origin.kind()).isEqualTo(Origin.Kind.JUDGE);
        return TestFetch.body(origin);
    }

    private static String pre(String html) {
        return html.replaceAll("(?s).*<pre>\n?(.*)</pre>.*", "$1");
    }

    /** Hosts of which one seems to run Apache, the other nginx. */
    private static String hostOf(String product) {
        for (int i = 0; i < 50; i++) {
            String host = "judge%d.example".formatted(i);
            if (TestFetch.field(TestFetch.answer(host, "/azenv.php"), "Server").contains(product)) {
                return host;
            }
        }
        throw new AssertionError("no host has " + product);
    }

    @Test
    void azenvInApacheTellsFieldsFirstAndTheTimeLast() {
        String host = hostOf("Apache");
        String html = said(host, "/azenv.php?a=1&b=2");
        assertThat(html).contains("<title>AZ Environment variables 1.04</title>");
        assertThat(pre(html))
                .isEqualTo(
                        """
                        HTTP_HOST = %s
                        HTTP_USER_AGENT = checker/1.0
                        HTTP_ACCEPT = */*
                        HTTP_VIA = 1.1 cache (squid/5.7)
                        HTTP_X_FORWARDED_FOR = 192.0.2.7
                        REMOTE_ADDR = 203.0.113.9
                        REQUEST_SCHEME = http
                        REMOTE_PORT = 50123
                        REQUEST_METHOD = GET
                        REQUEST_URI = /azenv.php?a=1&b=2
                        REQUEST_TIME_FLOAT = 1772366400.1234
                        REQUEST_TIME = 1772366400
                        """
                                .formatted(host));
    }

    @Test
    void azenvBehindNginxTellsTheLastFieldFirst() {
        String host = hostOf("nginx");
        assertThat(pre(said(host, "/azenv.php")))
                .isEqualTo(
                        """
                        HTTP_X_FORWARDED_FOR = 192.0.2.7
                        HTTP_VIA = 1.1 cache (squid/5.7)
                        HTTP_ACCEPT = */*
                        HTTP_USER_AGENT = checker/1.0
                        HTTP_HOST = %s
                        REMOTE_PORT = 50123
                        REMOTE_ADDR = 203.0.113.9
                        REQUEST_SCHEME = http
                        REQUEST_URI = /azenv.php
                        REQUEST_METHOD = GET
                        REQUEST_TIME_FLOAT = 1772366400.1234
                        REQUEST_TIME = 1772366400
                        """
                                .formatted(host));
    }

    @ParameterizedTest
    @CsvSource({
        "azenv.net, /",
        "www.proxyjudge.info, /",
        "proxyjudge.us, /",
        "proxyjudge.us, /azenv.php",
        "mojeip.net.pl, /asdfa/azenv.php",
        "www.wfuchs.de, /azenv.php",
        "pascal.hoez.free.fr, /azenv.php",
        "proxyjudge2.proxyfire.net, /fastenv",
        "any.example, /env.php",
        "any.example, /judge.php",
        "any.example, /engy.php",
        "any.example, /AZENV.php",
        "www.anonymitytest.com, /cgi-bin/azenv.pl"
    })
    void aCheckerFindsTheAddressOfTheProxyInAnyAzenv(String host, String path) {
        String html = said(host, path);
        assertThat(html).containsPattern("REMOTE_ADDR = (\\d{1,3}\\.){3}\\d{1,3}\n");
        assertThat(html).contains("<title>AZ Environment", "REMOTE_ADDR = 203.0.113.9\n");
    }

    @ParameterizedTest
    @CsvSource({
        "www.meow.org.uk, /cgi-bin/env.pl",
        "www.knowops.com, /cgi-bin/textenv.pl",
        "shinh.org, /env.cgi",
        "www3.wind.ne.jp, /hassii/env.cgi"
    })
    void smallProgramsTellAllVariablesInOrder(String host, String path) {
        String html = said(host, path);
        String bare = host.replace("www.", "");
        assertThat(html).contains("<pre>CONTEXT_DOCUMENT_ROOT=/var/www/" + bare);
        assertThat(html)
                .contains("\nREMOTE_ADDR=203.0.113.9\n", "\nHTTP_VIA=1.1 cache (squid/5.7)\n");
        assertThat(pre(html).lines()).isSorted();
    }

    @Test
    void theJapaneseJudgeGivesItsMarkWhereCheckersLook() {
        String html = said("www.nippon.to", "/cgi-bin/prxjdg.cgi");
        assertThat(html).contains("ProxyJudge V2.27", "REMOTE_ADDR=203.0.113.9 <BR>");
        int mark = html.indexOf("AnonyLevel") + 47;
        assertThat(html.charAt(mark)).isEqualTo('3');
        assertThat(html.charAt(mark - 1)).isEqualTo('>');
        assertThat(html.substring(mark - 47)).doesNotStartWith(">").startsWith("AnonyLevel :");
    }

    @Test
    void theMarkSaysHowMuchAProxyTells() {
        List<Field> fields = new ArrayList<>(List.of(new Field("Host", "judge.example")));
        Target target = new Target("judge.example", 80);
        assertThat(Judge.level(TestFetch.fetch("GET", target, "/", fields))).isEqualTo(1);
        fields.add(new Field("Via", "1.1 cache"));
        fields.add(new Field("X-Forwarded-For", "unknown"));
        assertThat(Judge.level(TestFetch.fetch("GET", target, "/", fields))).isEqualTo(2);
        fields.add(new Field("Client-IP", "192.0.2.7"));
        assertThat(Judge.level(TestFetch.fetch("GET", target, "/", fields))).isEqualTo(3);
    }

    @Test
    void theJudgeOfMyProxyTellsWhatItKnows() {
        String html = said("tester.example", "/proxyjudge.php");
        assertThat(html)
                .contains("<title>My-Proxy PHP Proxyjudge 1.01</title>")
                .contains("REMOTE_ADDR: 203.0.113.9\r\n<br>HTTP_X_FORWARDED_FOR: 192.0.2.7\r\n")
                .doesNotContain("HTTP_COOKIE");
    }

    @Test
    void aJudgeAnswersAPostLikeAnythingElse() {
        Fetch fetch =
                TestFetch.fetch(
                        "POST",
                        new Target("www.dormaster.com", 80),
                        "/cgi-bin/textenv.pl",
                        TestFetch.transparent("www.dormaster.com"));
        assertThat(TestFetch.body(TestFetch.ORIGINS.posted(fetch, "")))
                .contains("\nREQUEST_METHOD=POST\n");
    }

    @Test
    void namesThatNoServerPassesOnAreNotTold() {
        List<Field> fields =
                List.of(
                        new Field("X_Forwarded_For", "192.0.2.7"),
                        new Field("<b>", "1"),
                        new Field("Cookie", "a=1"),
                        new Field("Cookie", "b=2"));
        Target target = new Target("judge.example", 80);
        String html =
                TestFetch.body(
                        TestFetch.ORIGINS.answer(
                                TestFetch.fetch("GET", target, "/azenv.php", fields)));
        assertThat(html).contains("HTTP_COOKIE = a=1, b=2\n").doesNotContain("192.0.2.7", "<b>");
    }

    @Test
    void noMoreIsToldThanThereIsRoomFor() {
        List<Field> fields =
                List.of(new Field("A", "a".repeat(6_000)), new Field("B", "b".repeat(6_000)));
        Target target = new Target("judge.example", 80);
        Origin origin =
                TestFetch.ORIGINS.answer(TestFetch.fetch("GET", target, "/env.cgi", fields));
        assertThat(origin.body().length).isBetween(8_192, 9_500);
    }
}
