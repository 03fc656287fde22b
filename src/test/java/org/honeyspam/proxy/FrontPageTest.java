package org.honeyspam.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages that testers of proxies know, and what they look for in them. */
class FrontPageTest {
    /**
     * As nmap's http-open-proxy: a status that counts, then a pattern in some line in small
     * letters.
     */
    private static boolean passes(String answer, String pattern) {
        String head = answer.split("\r?\n\r?\n", 2)[0].toLowerCase(Locale.ROOT);
        boolean counts = Pattern.compile("^http/\\d.\\d\\s*(200|30[12])").matcher(head).find();
        return counts
                && List.of(answer.split("\n", -1)).stream()
                        .anyMatch(
                                line ->
                                        Pattern.compile(pattern)
                                                .matcher(line.toLowerCase(Locale.ROOT))
                                                .find());
    }

    @Test
    void nmapFindsThreeSitesThatAreThemselves() {
        String google = TestFetch.whole(TestFetch.answer("www.google.com", "/"));
        String wikipedia = TestFetch.whole(TestFetch.answer("www.wikipedia.org", "/"));
        String museum = TestFetch.whole(TestFetch.answer("www.computerhistory.org", "/"));
        assertThat(passes(google, "^server: gws")).isTrue();
        assertThat(passes(wikipedia, "wikimedia")).isTrue();
        assertThat(passes(museum, "museum")).isTrue();
        assertThat(
                        List.of(google, wikipedia, museum).stream()
                                .map(all -> all.split("\r\n\r\n", 2)[1]))
                .doesNotHaveDuplicates();
    }

    @Test
    void nmapFindsThemInTheHeadAlone() {
        for (var one : List.of("www.google.com ^server: gws", "www.wikipedia.org wikimedia")) {
            String host = one.split(" ", 2)[0];
            Fetch head =
                    TestFetch.fetch(
                            "HEAD", new Target(host, 80), "", List.of(new Field("Host", host)));
            String answer = TestFetch.whole(TestFetch.ORIGINS.answer(head));
            assertThat(passes(answer.split("\r\n\r\n", 2)[0], one.split(" ", 2)[1])).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    www.google.com                | /                     | 200 | <title>Google</title>
                    google.com                    | /                     | 301 | http://www.google.com/
                    www.google.co.uk              | /                     | 200 | <title>Google</title>
                    www.bing.com                  | /                     | 200 | <title>Bing</title>
                    example.com                   | /                     | 200 | <title>Example Domain</title>
                    www.yahoo.com                 | /                     | 200 | <title>Yahoo</title>
                    www.msn.com                   | /                     | 200 | <title>MSN</title>
                    www.baidu.com                 | /                     | 200 | STATUS OK
                    yandex.ru                     | /                     | 200 | <form action="/search/">
                    www.facebook.com              | /a?b                  | 301 | ''
                    detectportal.firefox.com      | /success.txt          | 200 | success
                    www.msftconnecttest.com       | /connecttest.txt      | 200 | Microsoft Connect Test
                    www.msftncsi.com              | /ncsi.txt             | 200 | Microsoft NCSI
                    captive.apple.com             | /hotspot-detect.html  | 200 | <BODY>Success</BODY>
                    connectivitycheck.gstatic.com | /generate_204         | 204 | ''
                    www.google.com                | /generate_204         | 204 | ''
                    """)
    void eachKnownAddressAnswersAsItDoes(String host, String path, int status, String said) {
        Origin origin = TestFetch.answer(host, path);
        assertThat(origin.status()).isEqualTo(status);
        assertThat(TestFetch.body(origin)).contains(said);
        assertThat(origin.body().length == 0).isEqualTo(said.isEmpty());
    }

    @Test
    void bigSitesSendABrowserToHttps() {
        Origin origin = TestFetch.answer("www.facebook.com", "/a?b=\"<\u00e9");
        assertThat(TestFetch.field(origin, "Location"))
                .isEqualTo("https://www.facebook.com/a?b=%22%3C%E9");
    }

    @Test
    void otherPagesOfAKnownSiteHaveItsHead() {
        Origin origin = TestFetch.answer("www.google.com", "/search?q=buy");
        assertThat(TestFetch.field(origin, "Server")).isEqualTo("gws");
        assertThat(origin.kind()).isEqualTo(Origin.Kind.PAGE);
    }
}
