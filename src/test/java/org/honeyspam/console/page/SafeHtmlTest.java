package org.honeyspam.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a sender wrote, nothing is left of it that loads, runs or leads anywhere. */
class SafeHtmlTest {
    private static final List<String> PIECES =
            List.of(
                    "<script>alert(1)</script>",
                    "<img src=http://evil.example/x.png onerror=alert(1)>",
                    "<img srcset='http://evil.example/x 2x'>",
                    "<a href='javascript:alert(1)'>x</a>",
                    "<a href=\"http://evil.example\">x</a>",
                    "<body background=http://evil.example/b.gif onload=x()>",
                    "<td background='http://evil.example/b.gif'>",
                    "<div style=\"background:url(http://evil.example/u)\">",
                    "<p style='behavior:url(x);position:fixed;width:expression(alert(1))'>",
                    "<style>@import 'http://evil.example/c.css'; p{background:url(x)}</style>",
                    "<link rel=stylesheet href=http://evil.example/c.css>",
                    "<meta http-equiv=refresh content='0;url=http://evil.example'>",
                    "<base href=http://evil.example/>",
                    "<form action=http://evil.example><input name=a><button>go</button></form>",
                    "<iframe src=http://evil.example></iframe>",
                    "<object data=http://evil.example></object><embed src=x>",
                    "<svg><script href=http://evil.example /><image xlink:href=x></svg>",
                    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
                    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
                    "<!--[if IE]><script>x</script><![endif]-->",
                    "<![CDATA[<script>x</script>]]>",
                    "<video src=http://evil.example poster=x></video><audio src=x>",
                    "<a ping=http://evil.example href=#>x</a>",
                    "<font color=red face=Arial size=7>",
                    "<b>",
                    "</table>",
                    "plain <text",
                    "\u0000<scr\u0000ipt>");

    private static void assertHarmless(String html) {
        String page = SafeHtml.page(List.of(html));
        for (Element element : Jsoup.parse(page).getAllElements()) {
            assertThat(element.tagName())
                    .isNotIn(
                            "script",
                            "img",
                            "image",
                            "iframe",
                            "frame",
                            "object",
                            "embed",
                            "form",
                            "input",
                            "button",
                            "link",
                            "base",
                            "style",
                            "svg",
                            "math",
                            "video",
                            "audio",
                            "source",
                            "template",
                            "noscript");
            for (Attribute attribute : element.attributes()) {
                String name = attribute.getKey().toLowerCase(Locale.ROOT);
                assertThat(name)
                        .as(page)
                        .doesNotStartWith("on")
                        .isNotIn("href", "src", "srcset", "action", "background", "ping", "data");
                assertThat(attribute.getValue().toLowerCase(Locale.ROOT))
                        .as(page)
                        .doesNotContain("url(", "expression", "@import", "javascript:");
            }
        }
        assertThat(Jsoup.parse(page).select("meta")).hasSize(1); // Our own.
    }

    @Test
    void eachTrickAloneIsHarmless() {
        PIECES.forEach(SafeHtmlTest::assertHarmless);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void tricksInEachOtherAreHarmless(long seed) {
        var dice = new Random(seed);
        for (int round = 0; round < 100; round++) {
            var html = new StringBuilder();
            for (int i = dice.nextInt(12); i >= 0; i--) {
                String piece = PIECES.get(dice.nextInt(PIECES.size()));
                int cut = dice.nextInt(3) == 0 ? dice.nextInt(piece.length()) : piece.length();
                html.insert(dice.nextInt(html.length() + 1), piece.substring(0, cut));
            }
            assertHarmless(html.toString());
        }
    }

    @Test
    @Timeout(20)
    void hugeOnesEnd() {
        assertHarmless("<div><table><tr><td>".repeat(50_000));
        assertHarmless("<a ".repeat(200_000));
        assertHarmless("<p style='" + "color:red;".repeat(100_000));
    }

    @Test
    void whatIsHarmlessStays() {
        String page =
                SafeHtml.page(
                        List.of("<table><tr><td bgcolor=red>Save <b>80%</b></td></tr></table>"));
        assertThat(Jsoup.parse(page).select("td b").text()).isEqualTo("80%");
    }
}
