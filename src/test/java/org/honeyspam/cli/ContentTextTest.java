package org.honeyspam.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.honeyspam.content.Content;
import org.honeyspam.content.SafeText;
import org.honeyspam.content.Vantage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is found in each message of the folder {@code messages}: the text beside it is what {@code
 * mail show} prints. {@code -Dtranscripts=record} accepts what it prints now; review is the
 * difference.
 */
class ContentTextTest {
    private static final Path MESSAGES =
            Path.of("src/test/resources/org/honeyspam/content/messages");
    private static final Vantage VANTAGE =
            new Vantage(Set.of("mx.garden.example"), "203.0.114.9", "relay.sender.example");

    static List<String> messages() throws IOException {
        try (Stream<Path> files = Files.list(MESSAGES)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".eml"))
                    .map(name -> name.substring(0, name.length() - ".eml".length()))
                    .sorted()
                    .toList();
        }
    }

    private static Content read(String name) throws IOException {
        return Content.read(Files.readAllBytes(MESSAGES.resolve(name + ".eml")), VANTAGE);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void eachMessageIsUnderstoodAsItsTextSays(String name) throws IOException {
        Content content = read(name);
        String shown =
                String.join("\n", ContentText.lines(content))
                        + "\n\n"
                        + SafeText.safe(content.text().replace("\r", "")).replace("\\x0a", "\n")
                        + "\n";
        Path golden = MESSAGES.resolve(name + ".txt");
        if ("record".equals(System.getProperty("transcripts"))) {
            Files.writeString(golden, shown, UTF_8);
        }
        assertThat(shown).isEqualTo(Files.readString(golden, UTF_8));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void nothingShownCanBeFollowed(String name) throws IOException {
        assertThat(ContentText.lines(read(name)))
                .allSatisfy(line -> assertThat(line).doesNotContainPattern("https?://|\\w@\\w"));
    }

    @Test
    void jsonHasTheLinksAsTheyAre() throws IOException {
        String json =
                JsonMapper.builder()
                        .build()
                        .writeValueAsString(ContentText.json("id-1", read("phish")));
        JsonNode read = JsonMapper.builder().build().readTree(json);
        assertThat(read.at("/id").asText()).isEqualTo("id-1");
        assertThat(read.at("/links").findValuesAsText("url"))
                .contains("https://target.example/page?x=1", "http://203.0.113.7/b");
        assertThat(read.at("/body/type").asText()).isEqualTo("text/html");
        assertThat(read.at("/hops").isArray()).isTrue();
    }
}
