package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The crawlers that say who they are: the program's own list, and what the operator adds. */
public final class Crawlers {
    private static final String BUILT_IN = "crawlers.txt";
    private static final int FILE_BYTES_MAX = 1 << 20;
    private static final int CRAWLERS_MAX = 2_000;
    private static final String TOKEN = "[A-Za-z0-9][A-Za-z0-9._ -]{2,59}";
    private static final String DOMAIN = "([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}";

    private final List<Crawler> byLength;
    private final List<String> tokens; // In lower case, and in the same order.

    /** What somebody fetches pages for. */
    public enum Purpose {
        SEARCH,
        AI_TRAINING,
        AI_ASSISTANT,
        /** He does not say. */
        UNKNOWN;

        /** As in events and in the configuration. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A crawler.
     *
     * @param token by which its User-Agent names it
     * @param domains that the names of its addresses are below; none if it publishes none
     */
    public record Crawler(String token, Purpose purpose, String operator, List<String> domains) {
        public Crawler {
            domains = List.copyOf(domains);
        }
    }

    private Crawlers(List<Crawler> all) {
        var comparator = Comparator.comparingInt((Crawler one) -> one.token().length());
        this.byLength = all.stream().sorted(comparator.reversed()).toList();
        this.tokens = byLength.stream().map(one -> lower(one.token())).toList();
    }

    /** The program's own list. */
    public static Crawlers builtIn() {
        try (InputStream in = Crawlers.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException(BUILT_IN + " is missing from the program");
            }
            return new Crawlers(parse(new String(in.readAllBytes(), UTF_8), BUILT_IN));
        } catch (IOException e) {
            throw new IllegalStateException(BUILT_IN + " cannot be read", e);
        }
    }

    /**
     * The program's own list with that of a file, whose lines win.
     *
     * @throws IOException if it cannot be read, or which line is wrong and why
     */
    public static Crawlers with(Path file) throws IOException {
        if (Files.size(file) > FILE_BYTES_MAX) {
            throw new IOException("the list of crawlers %s is longer than 1 MiB".formatted(file));
        }
        Map<String, Crawler> all = new LinkedHashMap<>();
        builtIn().byLength.forEach(one -> all.put(lower(one.token()), one));
        try {
            parse(Files.readString(file), file.toString())
                    .forEach(one -> all.put(lower(one.token()), one));
        } catch (CharacterCodingException e) {
            throw new IOException("the list of crawlers %s is not UTF-8".formatted(file), e);
        }
        return new Crawlers(List.copyOf(all.values()));
    }

    static List<Crawler> parse(String text, String file) throws IOException {
        List<Crawler> crawlers = new ArrayList<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String place = file + ":" + number + ": ";
            Crawler crawler = crawler(line, place);
            Integer before = lines.putIfAbsent(lower(crawler.token()), number);
            if (before != null) {
                throw new IOException(place + crawler.token() + " stands in line " + before);
            }
            crawlers.add(crawler);
            if (crawlers.size() > CRAWLERS_MAX) {
                throw new IOException(place + "more than %d crawlers".formatted(CRAWLERS_MAX));
            }
        }
        return crawlers;
    }

    private static Crawler crawler(String line, String place) throws IOException {
        String[] cells = line.split("\\|", -1);
        if (cells.length != 4) {
            throw new IOException(place + "wanted is: token | purpose | operator | domains");
        }
        String token = cells[0].strip();
        if (!token.matches(TOKEN)) {
            throw new IOException(
                    place + "a token has 3 to 60 letters, digits, dots, dashes, underscores");
        }
        String operator = cells[2].strip();
        if (operator.isEmpty()) {
            throw new IOException(place + "the operator is missing");
        }
        return new Crawler(
                token, purpose(cells[1].strip(), place), operator, domains(cells, place));
    }

    private static Purpose purpose(String text, String place) throws IOException {
        for (Purpose purpose : Purpose.values()) {
            if (purpose != Purpose.UNKNOWN && purpose.label().equals(text)) {
                return purpose;
            }
        }
        throw new IOException(place + "the purpose is search, ai_training or ai_assistant");
    }

    private static List<String> domains(String[] cells, String place) throws IOException {
        String text = cells[3].strip();
        if (text.equals("-")) {
            return List.of();
        }
        List<String> domains = List.of(text.split(" +", -1));
        for (String domain : domains) {
            if (!domain.matches(DOMAIN)) {
                throw new IOException(
                        place + "the domains are such as: example.org example.com; or -");
            }
        }
        return domains;
    }

    List<Crawler> all() {
        return byLength;
    }

    /** Whom a User-Agent names; null if none that we know. */
    @Nullable Crawler named(String userAgent) {
        String agent = lower(userAgent);
        for (int i = 0; i < tokens.size(); i++) {
            if (names(agent, tokens.get(i))) {
                return byLength.get(i);
            }
        }
        return null;
    }

    /** Whether a token stands there as a word of its own. */
    private static boolean names(String agent, String token) {
        for (int at = agent.indexOf(token); at >= 0; at = agent.indexOf(token, at + 1)) {
            int end = at + token.length();
            boolean begins = at == 0 || !Character.isLetterOrDigit(agent.charAt(at - 1));
            boolean ends = end == agent.length() || !Character.isLetterOrDigit(agent.charAt(end));
            if (begins && ends) {
                return true;
            }
        }
        return false;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
