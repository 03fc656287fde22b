package org.honeyspam.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.honeyspam.TestInside;
import org.honeyspam.fuzz.Noise;
import org.honeyspam.fuzz.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the servers of the world answer, whoever they are. */
class OriginsTest {
    private static final int CASES = 6_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> HOSTS =
            List.of(
                    "azenv.net",
                    "httpbin.org",
                    "postman-echo.com",
                    "ip-api.com",
                    "ipinfo.io",
                    "api.ipify.org",
                    "ifconfig.me",
                    "www.google.com",
                    "www.facebook.com",
                    "shop.example",
                    "2001:db8::9",
                    "1.1.1.1",
                    "\u00ff\"<");
    private static final List<String> PATHS =
            List.of(
                    "/",
                    "",
                    "/azenv.php",
                    "/env.cgi",
                    "/prxjdg.cgi",
                    "/proxyjudge.php",
                    "/get?",
                    "/get?show_env&",
                    "/headers?",
                    "/json/?fields=",
                    "/line/",
                    "/?format=jsonp&callback=",
                    "/cdn-cgi/trace",
                    "/login.php?",
                    "/wp-comments-post.php",
                    "*");

    private static Origin both(Fetch fetch, boolean posted) {
        return posted
                ? TestFetch.ORIGINS.posted(fetch, fetch.field("Content-Type"))
                : TestFetch.ORIGINS.answer(fetch);
    }

    private static Fetch noisy(long seed) {
        var dice = new SplittableRandom(seed);
        var noise = new Noise(seed, Words.PROXY);
        List<Field> fields = new ArrayList<>();
        for (String name : List.of("User-Agent", "X-Forwarded-For", "Content-Type", noise.line())) {
            fields.add(new Field(name, noise.line() + "</pre><b>\"\\" + noise.line()));
        }
        String host = HOSTS.get(dice.nextInt(HOSTS.size()));
        String path =
                PATHS.get(dice.nextInt(PATHS.size())) + (dice.nextBoolean() ? noise.line() : "");
        String method = List.of("GET", "HEAD", "POST", "PUT", "OPTIONS").get(dice.nextInt(5));
        return TestFetch.fetch(method, new Target(host, 80), path, fields);
    }

    @Test
    void whateverIsSentIsAnsweredAndStaysInItsPlace() {
        for (long seed = 0; seed < CASES; seed++) {
            Fetch fetch = noisy(seed);
            try {
                Origin origin = both(fetch, seed % 2 == 0);
                assertSound(origin);
                if (TestFetch.field(origin, "Content-Type").startsWith("application/json")) {
                    JSON.readTree(origin.body());
                }
                String html = TestFetch.body(origin);
                if (origin.kind() != Origin.Kind.PAGE && origin.kind() != Origin.Kind.FRONT) {
                    assertThat(origin.body().length).isLessThan(64_000);
                }
                if (origin.kind() == Origin.Kind.JUDGE) {
                    assertThat(html).doesNotContain("</pre><b>");
                    assertThat(html.split("</pre>", -1).length).isLessThanOrEqualTo(2);
                }
            } catch (RuntimeException | StackOverflowError | IOException e) {
                fail("seed %d threw on %s".formatted(seed, fetch), e);
            }
        }
    }

    private static void assertSound(Origin origin) {
        assertThat(origin.status()).isBetween(200, 499);
        for (Field field : origin.fields()) {
            assertThat(field.name()).matches("[A-Za-z0-9-]+");
            assertThat(field.value()).matches("[ -~]+");
        }
        String length = TestFetch.field(origin, "Content-Length");
        assertThat(length).isEqualTo(length.isEmpty() ? "" : "" + origin.body().length);
        assertThat(TestFetch.field(origin, "Date")).isEqualTo("Sun, 01 Mar 2026 12:00:00 GMT");
    }

    @ParameterizedTest
    @CsvSource({
        "azenv.net, /",
        "httpbin.org, /get",
        "ip-api.com, /json",
        "www.google.com, /",
        "shop.example, /a.html",
        "shop.example, /a.php?b=1"
    })
    void theSameRequestHasTheSameAnswer(String host, String path) {
        Origin first = TestFetch.answer(host, path);
        Origin second = new Origins(new TestInside()).answer(TestFetch.get(host, path));
        assertThat(TestFetch.whole(second)).isEqualTo(TestFetch.whole(first));
        Fetch head =
                TestFetch.fetch(
                        "HEAD", new Target(host, 80), path, TestFetch.get(host, path).fields());
        Origin bare = TestFetch.ORIGINS.answer(head);
        assertThat(bare.body().length)
                .isEqualTo(Integer.parseInt(TestFetch.field(bare, "Content-Length")));
    }

    @Test
    void aHostHasOneServerAndTheWorldHasMany() {
        Set<String> servers = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            String host = "www%d.example".formatted(i);
            String server = TestFetch.field(TestFetch.answer(host, "/"), "Server");
            assertThat(TestFetch.field(TestFetch.answer(host, "/b.html"), "Server"))
                    .isEqualTo(server);
            servers.add(server.replaceAll("[/ ].*", ""));
        }
        assertThat(servers)
                .containsExactlyInAnyOrder(
                        "Apache", "nginx", "Microsoft-IIS", "LiteSpeed", "cloudflare");
    }

    @Test
    void filesHaveAnAgeAndPagesOfProgramsHaveNone() {
        for (int i = 0; i < 30; i++) {
            String host = "www%d.example".formatted(i);
            Origin file = TestFetch.answer(host, "/a.html");
            Origin made = TestFetch.answer(host, "/a.php");
            assertThat(TestFetch.field(file, "Last-Modified"))
                    .isEqualTo("Sun, 01 Jun 2025 12:00:00 GMT");
            assertThat(TestFetch.names(made))
                    .doesNotContain("Last-Modified", "ETag", "Accept-Ranges");
        }
    }

    @Test
    void eachProductHasItsFieldsInItsOrder() {
        assertThat(order("Apache"))
                .isEqualTo(
                        "Date Server Last-Modified ETag Accept-Ranges Content-Length Content-Type");
        assertThat(order("nginx"))
                .isEqualTo(
                        "Server Date Content-Type Content-Length Last-Modified ETag Accept-Ranges");
        assertThat(order("Microsoft-IIS"))
                .isEqualTo(
                        "Content-Type Last-Modified Accept-Ranges ETag Server X-Powered-By Date"
                                + " Content-Length");
    }

    private static String order(String product) {
        for (int i = 0; i < 200; i++) {
            Origin origin = TestFetch.answer("www%d.example".formatted(i), "/a.html");
            if (TestFetch.field(origin, "Server").startsWith(product)) {
                return String.join(" ", TestFetch.names(origin));
            }
        }
        throw new AssertionError("nobody runs " + product);
    }

    @Test
    void anOddPortAnswersLikeAnyOther() {
        Fetch odd =
                TestFetch.fetch(
                        "GET",
                        new Target("shop.example", 8_081),
                        "/a.html",
                        List.of(new Field("Host", "shop.example:8081")));
        assertThat(TestFetch.body(TestFetch.ORIGINS.answer(odd)))
                .isEqualTo(TestFetch.body("shop.example", "/a.html"));
    }

    @Test
    void methodsThatNoPageTakesAreRefused() {
        Target target = new Target("shop.example", 80);
        assertThat(
                        TestFetch.ORIGINS
                                .answer(TestFetch.fetch("PUT", target, "/a", List.of()))
                                .status())
                .isEqualTo(405);
        assertThat(
                        TestFetch.ORIGINS
                                .answer(TestFetch.fetch("OPTIONS", target, "/a", List.of()))
                                .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /xmlrpc.php           | text/xml                          | 200 | <methodResponse>
                    /api/v1/messages      | application/json                  | 200 | {
                    /graphql              | text/plain                        | 200 | {
                    /owa/auth.owa         | application/x-www-form-urlencoded | 302 | ''
                    /wp-login.php         | application/x-www-form-urlencoded | 200 | The user name or the password is not correct.
                    /blog/wp-comments-post.php | application/x-www-form-urlencoded | 302 | ''
                    /forum/posting.php    | application/x-www-form-urlencoded | 302 | ''
                    """)
    void aPostIsAnsweredByItsPathAndType(String path, String type, int status, String said)
            throws JsonProcessingException {
        Fetch fetch = TestFetch.fetch("POST", new Target("www.shop.example", 80), path, List.of());
        Origin origin = TestFetch.ORIGINS.posted(fetch, type);
        assertThat(origin.kind()).isEqualTo(Origin.Kind.FORM);
        assertThat(origin.status()).isEqualTo(status);
        assertThat(TestFetch.body(origin)).contains(said);
        assertThat(TestFetch.field(origin, "Location").isEmpty()).isEqualTo(status == 200);
        assertSound(origin);
    }

    @Test
    void aFormIsThankedFor() {
        for (int i = 0; i < 20; i++) {
            Target target = new Target("www%d.example".formatted(i), 80);
            Fetch fetch = TestFetch.fetch("POST", target, "/contact.html", List.of());
            Origin origin = TestFetch.ORIGINS.posted(fetch, "application/x-www-form-urlencoded");
            boolean page = TestFetch.body(origin).contains("We have received your message");
            assertThat(page || TestFetch.field(origin, "Location").equals("/contact.html?sent=1"))
                    .isTrue();
        }
    }
}
