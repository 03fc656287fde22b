package org.honeyspam.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the services say that tell a caller his address. */
class IpEchoTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode json(String host, String path) throws JsonProcessingException {
        Origin origin = TestFetch.answer(host, path);
        return JSON.readTree(new String(origin.body(), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            textBlock =
                    """
                    api.ipify.org           | /                           | text/plain                      | cloudflare           | 203.0.113.9
                    api.ipify.org           | /?format=json               | application/json                | cloudflare           | {"ip":"203.0.113.9"}
                    api64.ipify.org         | /?format=jsonp              | application/javascript          | cloudflare           | callback({"ip":"203.0.113.9"});
                    api.ipify.org           | /?format=jsonp&callback=got | application/javascript          | cloudflare           | got({"ip":"203.0.113.9"});
                    icanhazip.com           | /                           | text/plain                      | cloudflare           | 203.0.113.9\\n
                    ipv4.icanhazip.com      | /                           | text/plain                      | cloudflare           | 203.0.113.9\\n
                    ifconfig.me             | /ip                         | text/plain                      | ''                    | 203.0.113.9
                    ifconfig.co             | /ip                         | text/plain; charset=utf-8       | cloudflare           | 203.0.113.9\\n
                    ifconfig.io             | /ip                         | text/plain; charset=utf-8       | cloudflare           | 203.0.113.9\\n
                    ident.me                | /                           | text/plain                      | nginx                | 203.0.113.9
                    v4.ident.me             | /.json                      | application/json                | nginx                | {"ip":"203.0.113.9"}
                    ipinfo.io               | /ip                         | text/plain; charset=utf-8       | ''                    | 203.0.113.9
                    checkip.amazonaws.com   | /                           | text/plain;charset=UTF-8        | nginx                | 203.0.113.9\\n
                    checkip.dyndns.org      | /                           | text/html                       | DynDNS-CheckIP/1.0.1 | <html><head><title>Current IP Check</title></head><body>Current IP Address: 203.0.113.9</body></html>\\r\\n
                    whatismyip.akamai.com   | /                           | text/html                       | AkamaiGHost          | 203.0.113.9
                    myexternalip.com        | /raw                        | text/plain; charset=utf-8       | ''                    | 203.0.113.9
                    wtfismyip.com           | /text                       | text/plain; charset=utf-8       | nginx                | 203.0.113.9\\n
                    ipecho.net              | /plain                      | text/plain; charset=utf-8       | nginx                | 203.0.113.9
                    api.ip.sb               | /ip                         | text/plain                      | cloudflare           | 203.0.113.9\\n
                    ipapi.co                | /ip/                        | text/plain; charset=utf-8       | cloudflare           | 203.0.113.9
                    """)
    void eachServiceTellsTheAddressInItsWay(
            String host, String path, String type, String server, String body) {
        Origin origin = TestFetch.answer(host, path);
        assertThat(origin.kind()).isEqualTo(Origin.Kind.ECHO);
        assertThat(origin.status()).isEqualTo(200);
        assertThat(TestFetch.body(origin)).isEqualTo(body.translateEscapes());
        assertThat(TestFetch.field(origin, "content-type")).isEqualTo(type);
        assertThat(TestFetch.field(origin, "server")).isEqualTo(server);
        assertThat(TestFetch.field(origin, "date")).isEqualTo("Sun, 01 Mar 2026 12:00:00 GMT");
    }

    @Test
    void aCallbackThatIsNoNameIsNotCalled() {
        assertThat(TestFetch.body("api.ipify.org", "/?format=jsonp&callback=alert(1)//"))
                .isEqualTo("callback({\"ip\":\"203.0.113.9\"});");
    }

    @Test
    void programsGetALineAndPeopleAPage() {
        Fetch curl = TestFetch.get("ifconfig.me", "/", "curl/8.5.0");
        Fetch browser = TestFetch.get("ifconfig.me", "/", "Mozilla/5.0 <b>%ip% (X11)");
        assertThat(TestFetch.body(TestFetch.ORIGINS.answer(curl))).isEqualTo("203.0.113.9");
        assertThat(TestFetch.body(TestFetch.ORIGINS.answer(browser)))
                .contains(
                        "<strong>203.0.113.9</strong>", "Mozilla/5.0 &lt;b&gt;&#37;ip&#37; (X11)");
        Fetch co = TestFetch.get("ifconfig.co", "/", "Wget/1.21");
        assertThat(TestFetch.body(TestFetch.ORIGINS.answer(co))).isEqualTo("203.0.113.9\n");
    }

    @Test
    void cloudflareTracesARequestAtEveryHost() {
        assertThat(TestFetch.body("1.1.1.1", "/cdn-cgi/trace"))
                .contains("h=1.1.1.1\nip=203.0.113.9\nts=1772366400.123\n")
                .contains("uag=checker/1.0\n")
                .containsPattern("\nloc=[A-Z]{2}\n");
    }

    @Test
    void ipApiTellsTheSamePlaceInEachForm() throws JsonProcessingException {
        JsonNode all = json("ip-api.com", "/json");
        assertThat(all.properties().stream().map(Map.Entry::getKey))
                .containsExactly(
                        "status",
                        "country",
                        "countryCode",
                        "region",
                        "regionName",
                        "city",
                        "zip",
                        "lat",
                        "lon",
                        "timezone",
                        "isp",
                        "org",
                        "as",
                        "query");
        assertThat(all.path("status").asText()).isEqualTo("success");
        assertThat(all.path("query").asText()).isEqualTo("203.0.113.9");
        assertThat(all.path("lat").isNumber()).isTrue();
        String[] lines = TestFetch.body("ip-api.com", "/line/").split("\n", -1);
        assertThat(lines).hasSize(15).startsWith("success", all.path("country").asText());
        assertThat(lines[13]).isEqualTo("203.0.113.9");
        assertThat(json("ipinfo.io", "/json").path("country")).isEqualTo(all.path("countryCode"));
    }

    @Test
    void ipApiAnswersForTheFieldsAndTheAddressThatAreAskedFor() throws JsonProcessingException {
        assertThat(TestFetch.body("ip-api.com", "/json/198.51.100.77?fields=query,status"))
                .isEqualTo("{\"status\":\"success\",\"query\":\"198.51.100.77\"}");
        assertThat(TestFetch.body("ip-api.com", "/line/?fields=8192")).isEqualTo("203.0.113.9\n");
        assertThat(json("ip-api.com", "/json/nobody.example").path("query").asText())
                .isEqualTo("203.0.113.9");
    }

    @Test
    void neighboursAreAtOnePlaceAndOthersElsewhere() {
        Whereabouts place = Whereabouts.of("203.0.113.9");
        assertThat(Whereabouts.of("203.0.113.200")).isEqualTo(place);
        assertThat(IntStream.range(1, 60).mapToObj(i -> Whereabouts.of(i + ".7.0.1")).distinct())
                .hasSizeGreaterThan(5);
        assertThat(Whereabouts.of("2001:db8::1")).isEqualTo(Whereabouts.of("2001:db8::2"));
    }

    @ParameterizedTest
    @CsvSource({
        "ipapi.co, /json/, ip",
        "ifconfig.co, /json, ip",
        "ipinfo.io, /json, ip",
        "wtfismyip.com, /json, YourFuckingIPAddress",
        "api.myip.com, /, ip",
        "postman-echo.com, /ip, ip",
        "httpbin.org, /ip, origin"
    })
    void theAddressIsWhereClientsReadIt(String host, String path, String member)
            throws JsonProcessingException {
        assertThat(json(host, path).path(member).asText()).isEqualTo("203.0.113.9");
    }
}
