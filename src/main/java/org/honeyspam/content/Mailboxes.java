package org.honeyspam.content;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds e-mail addresses in a text, also those with {@code (at)} and {@code [dot]}. */
final class Mailboxes {
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(?<![\\w.+-])([A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}+)(?:@|\\s?(?i:\\(at\\)|\\[at\\]|\\{at\\})\\s?)"
                            + "((?:[A-Za-z0-9-]{1,63}(?:\\.|\\s?(?i:\\(dot\\)|\\[dot\\]|\\[\\.\\])\\s?)){1,10}[A-Za-z]{2,24})(?![\\w-])");

    private static final Pattern SPELLED = Pattern.compile("(?i)[(\\[{](?:at|dot|\\.)[)\\]}]");

    private Mailboxes() {}

    static void find(String text, Reading reading) {
        if (SPELLED.matcher(text).find()) {
            all(text, reading);
        } else {
            Words.with('@', text, word -> all(word, reading));
        }
    }

    private static void all(String text, Reading reading) {
        Matcher address = ADDRESS.matcher(text);
        while (address.find()) {
            String local = address.group(1).replaceAll("^[.'`/=|{&*!?-]++|\\.++$", "");
            if (!local.isEmpty()) {
                String domain = Hosts.fanged(address.group(2));
                reading.address((local + "@" + domain).toLowerCase(Locale.ROOT));
            }
        }
    }
}
