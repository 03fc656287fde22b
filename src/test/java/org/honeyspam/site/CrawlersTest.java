package org.honeyspam.site;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.honeyspam.site.Crawlers.Crawler;
import org.honeyspam.site.Crawlers.Purpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who says what of himself, by the list of crawlers. */
final class CrawlersTest {
    private static final Crawlers BUILT_IN = Crawlers.builtIn();

    @TempDir private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)|Googlebot|SEARCH",
                "Googlebot-Image/1.0|Googlebot-Image|SEARCH",
                "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)|bingbot|SEARCH",
                "MOZILLA/5.0 (COMPATIBLE; YANDEXBOT/3.0; +HTTP://YANDEX.COM/BOTS)|YandexBot|SEARCH",
                "Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)|GPTBot|AI_TRAINING",
                "Mozilla/5.0 (compatible; OAI-SearchBot/1.0; +https://openai.com/searchbot)|OAI-SearchBot|SEARCH",
                "Mozilla/5.0 (compatible; ChatGPT-User/1.0; +https://openai.com/bot)|ChatGPT-User|AI_ASSISTANT",
                "Mozilla/5.0 (compatible; ClaudeBot/1.0; +claudebot@anthropic.com)|ClaudeBot|AI_TRAINING",
                "CCBot/2.0 (https://commoncrawl.org/faq/)|CCBot|AI_TRAINING",
                "meta-externalagent/1.1 (+https://developers.facebook.com/x)|meta-externalagent|AI_TRAINING",
                "Mozilla/5.0 (Macintosh) (Applebot/0.1; +http://www.apple.com/go/applebot)|Applebot|SEARCH",
                "Applebot-Extended/1.0|Applebot-Extended|AI_TRAINING",
                "Sogou web spider/4.0|Sogou web spider|SEARCH",
            })
    void whoNamesHimselfIsKnown(String userAgent, String token, Purpose purpose) {
        Crawler crawler = requireNonNull(BUILT_IN.named(userAgent));
        assertThat(crawler.token()).isEqualTo(token);
        assertThat(crawler.purpose()).isEqualTo(purpose);
    }

    @ParameterizedTest
    @CsvSource({
        "EmailSiphon",
        "''",
        "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
        "Scrapy/2.8.0 (+https://scrapy.org)",
        "NotGooglebot/1.0",
        "Googlebots/1.0",
        "python-requests/2.31"
    })
    void whoNamesNoneIsNot(String userAgent) {
        assertThat(BUILT_IN.named(userAgent)).isNull();
    }

    @Test
    void theListHasAllClassesAndSaysHowEnginesAreKnown() {
        List<Crawler> all = BUILT_IN.all();
        for (Purpose purpose : List.of(Purpose.SEARCH, Purpose.AI_TRAINING, Purpose.AI_ASSISTANT)) {
            assertThat(all).filteredOn(one -> one.purpose() == purpose).hasSizeGreaterThan(15);
        }
        for (String engine : List.of("Googlebot", "bingbot", "YandexBot", "Baiduspider")) {
            assertThat(requireNonNull(BUILT_IN.named(engine)).domains()).isNotEmpty();
        }
        for (Crawler one : all) {
            assertThat(BUILT_IN.named(one.token())).isEqualTo(one);
        }
    }

    @Test
    void theOperatorsLinesWin() throws IOException {
        Path file = folder.resolve("mine.txt");
        Files.writeString(
                file,
                "# mine\n\nGPTBot | ai_assistant | me | -\nMyBot | search | me | my.example\n");
        Crawlers crawlers = Crawlers.with(file);
        assertThat(crawlers.named("GPTBot/1"))
                .isEqualTo(new Crawler("GPTBot", Purpose.AI_ASSISTANT, "me", List.of()));
        assertThat(crawlers.named("MyBot"))
                .isEqualTo(new Crawler("MyBot", Purpose.SEARCH, "me", List.of("my.example")));
        assertThat(crawlers.named("ClaudeBot")).isEqualTo(BUILT_IN.named("ClaudeBot"));
        assertThat(crawlers.all()).hasSize(BUILT_IN.all().size() + 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "GPTBot ! wanted is: token | purpose | operator | domains",
                "GP | search | x | - ! a token has 3 to 60",
                "GPTBot | training | x | - ! the purpose is search, ai_training or ai_assistant",
                "GPTBot | unknown | x | - ! the purpose is",
                "GPTBot | search | | - ! the operator is missing",
                "GPTBot | search | x | ! the domains are such as",
                "GPTBot | search | x | *.example.org ! the domains are such as",
                "One | search | x | - ! stands in line 1",
            })
    void aWrongLineIsTold(String line, String told) {
        assertThatThrownBy(() -> Crawlers.parse("ONE | search | x | -\n" + line + "\n", "mine.txt"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("mine.txt:2: ")
                .hasMessageContaining(told);
    }

    @Test
    void aListWithoutEndIsNotTaken() {
        var text = new StringBuilder();
        for (int i = 0; i <= 2_000; i++) {
            text.append("Bot").append(i).append(" | search | x | -\n");
        }
        assertThatThrownBy(() -> Crawlers.parse(text.toString(), "mine.txt"))
                .hasMessage("mine.txt:2001: more than 2000 crawlers");
    }
}
