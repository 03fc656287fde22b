package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes one page of HTML. */
final class PageWriter {
    private static final int HEADING_WORDS_MIN = 2;
    private static final int SENTENCES_MAX = 5;
    private static final Pattern PERSON = Pattern.compile("([a-z]{3,})\\.([a-z]{3,})\\d*");

    private final Corpus.Subject subject;
    private final Layout layout;
    private final SplittableRandom dice;
    private final StringBuilder html = new StringBuilder(8_192);

    PageWriter(Corpus.Subject subject, Layout layout, SplittableRandom dice) {
        this.subject = subject;
        this.layout = layout;
        this.dice = dice;
    }

    void begin(String title, boolean keepRobotsOut) {
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<title>");
        html.append(escaped(title)).append("</title>\n");
        if (keepRobotsOut) {
            html.append("<meta name=\"robots\" content=\"noindex, nofollow\">\n");
        }
        html.append("<style>").append(layout.style()).append("</style>\n</head>\n<body>\n<h1>");
        html.append(escaped(title)).append("</h1>\n");
    }

    /** A few words of a sentence, as a heading. */
    String heading() {
        List<String> words =
                Arrays.stream(sentence().replaceAll("[^A-Za-z ]", "").split(" "))
                        .filter(word -> word.length() > 2)
                        .limit(HEADING_WORDS_MIN + dice.nextInt(3))
                        .toList();
        String text = String.join(" ", words).toLowerCase(Locale.ROOT);
        return text.isEmpty() ? "News" : capital(text);
    }

    void subheading() {
        html.append("<h2>").append(escaped(heading())).append("</h2>\n");
    }

    void paragraphs(int count) {
        for (int i = 0; i < count; i++) {
            html.append("<p>");
            for (int s = 1 + dice.nextInt(SENTENCES_MAX); s >= 0; s--) {
                html.append(escaped(sentence())).append(s > 0 ? " " : "");
            }
            html.append("</p>\n");
        }
    }

    void link(String target, String text) {
        String link = "<a href=\"%s\">%s</a>".formatted(escaped(target), escaped(text));
        html.append(layout.linksInList ? "<li>" + link + "</li>\n" : link + "<br>\n");
    }

    void beginLinks() {
        html.append(layout.linksInList ? "<ul>\n" : "<p>\n");
    }

    void endLinks() {
        html.append(layout.linksInList ? "</ul>\n" : "</p>\n");
    }

    /** Addresses as pages have them: links and plain text, with a name where one is in them. */
    void addresses(List<String> addresses, SplittableRandom forms) {
        html.append(layout.addressesInTable ? "<table>\n" : "<ul>\n");
        for (String address : addresses) {
            String shown =
                    forms.nextInt(3) == 0
                            ? address
                            : "<a href=\"mailto:%1$s\">%1$s</a>".formatted(address);
            String row =
                    layout.addressesInTable
                            ? "<tr><td>%s</td><td>%s</td></tr>\n"
                            : "<li>%s %s</li>\n";
            html.append(row.formatted(escaped(person(address)), shown));
        }
        html.append(layout.addressesInTable ? "</table>\n" : "</ul>\n");
    }

    byte[] end() {
        html.append("</body>\n</html>\n");
        return html.toString().getBytes(UTF_8);
    }

    private static String person(String address) {
        Matcher names = PERSON.matcher(address.substring(0, address.indexOf('@')));
        return names.matches() ? capital(names.group(1)) + " " + capital(names.group(2)) : "";
    }

    private String sentence() {
        return Keyed.pick(subject.sentences(), dice);
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
