package org.honeyspam.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What comes back from the services that send a request back. */
class HeaderEchoTest {
    private static String said(String host, String path) {
        return TestFetch.body(
                TestFetch.ORIGINS.answer(
                        TestFetch.fetch(
                                "GET", new Target(host, 80), path, TestFetch.transparent(host))));
    }

    /** Without the number that is another at every request. */
    private static String untraced(String json) {
        return json.replaceAll("    \"X-Amzn-Trace-Id\": \"[^\"]*\"(, )?\n", "")
                .replaceAll(", \n  }", "\n  }");
    }

    @Test
    void httpbinHidesWhatItTakesForTheWorkOfItsFrontEnd() {
        assertThat(untraced(said("httpbin.org", "/get?a=1")))
                .isEqualTo(
                        """
                        {
                          "args": {
                            "a": "1"
                          },\s
                          "headers": {
                            "Accept": "*/*",\s
                            "Host": "httpbin.org",\s
                            "User-Agent": "checker/1.0"
                          },\s
                          "origin": "192.0.2.7, 203.0.113.9",\s
                          "url": "http://httpbin.org/get?a=1"
                        }
                        """);
    }

    @Test
    void httpbinShowsAllIfAsked() {
        assertThat(said("httpbin.org", "/get?show_env"))
                .contains("\"Via\": \"1.1 cache (squid/5.7)\"")
                .contains("\"X-Forwarded-For\": \"192.0.2.7, 203.0.113.9\"")
                .contains("\"show_env\": \"\"");
    }

    @Test
    void httpbinTellsPartsOfARequest() {
        assertThat(said("httpbin.org", "/user-agent"))
                .isEqualTo("{\n  \"user-agent\": \"checker/1.0\"\n}\n");
        assertThat(TestFetch.body("httpbin.org", "/ip"))
                .isEqualTo("{\n  \"origin\": \"203.0.113.9\"\n}\n");
        assertThat(said("httpbin.org", "/headers"))
                .startsWith("{\n  \"headers\": {\n    \"Accept\"");
        Origin origin = TestFetch.answer("httpbin.org", "/headers");
        assertThat(TestFetch.names(origin))
                .containsExactly(
                        "Date",
                        "Content-Type",
                        "Content-Length",
                        "Server",
                        "Access-Control-Allow-Origin",
                        "Access-Control-Allow-Credentials");
        assertThat(TestFetch.field(origin, "Server")).isEqualTo("gunicorn/19.9.0");
    }

    @Test
    void postmanWritesNamesSmall() {
        assertThat(said("postman-echo.com", "/get"))
                .isEqualTo(
                        """
                        {
                          "args": {},
                          "headers": {
                            "host": "postman-echo.com",
                            "user-agent": "checker/1.0",
                            "accept": "*/*",
                            "via": "1.1 cache (squid/5.7)",
                            "x-forwarded-for": "192.0.2.7",
                            "x-forwarded-proto": "http"
                          },
                          "url": "http://postman-echo.com/get"
                        }""");
    }
}
