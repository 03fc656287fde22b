package org.honeyspam.site;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What a site calls the fields of its forms. The key draws the names: there is none that all sites
 * have, and none that only a trap has.
 */
final class FormNames {
    private static final Map<String, List<String>> CHOICES =
            Map.of(
                    "name", List.of("name", "your-name", "fullname", "realname", "sender"),
                    "mail", List.of("email", "mail", "your-email", "e-mail", "sender_mail"),
                    "subject", List.of("subject", "topic", "title", "your-subject"),
                    "message", List.of("message", "comment", "text", "body", "msg"),
                    "website", List.of("url", "website", "homepage", "web"),
                    "user", List.of("username", "user", "login", "nick", "account"),
                    "password", List.of("password", "pass", "passwd", "pw"),
                    "search", List.of("q", "s", "query", "search"));

    private final Map<String, String> names = new HashMap<>();

    FormNames(Keyed keyed) {
        CHOICES.forEach((field, choices) -> names.put(field, drawn(keyed, field, choices)));
    }

    private static String drawn(Keyed keyed, String field, List<String> choices) {
        SplittableRandom dice = keyed.dice("form field " + field);
        return Keyed.pick(choices, dice);
    }

    /** The name of a field that is so called among us. */
    String of(String field) {
        String name = names.get(field);
        if (name == null) {
            throw new IllegalArgumentException("no field " + field);
        }
        return name;
    }
}
