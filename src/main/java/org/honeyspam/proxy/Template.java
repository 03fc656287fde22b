package org.honeyspam.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text with names between percent signs, each of which stands for a value. */
record Template(String text) {
    private static final Pattern NAME = Pattern.compile("%([a-zA-Z]+)%");

    /** What is filled in is not looked at again, whatever it holds. */
    String filled(UnaryOperator<String> value) {
        return NAME.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(value.apply(found.group(1))));
    }

    /** The header fields whose lines the text is. */
    List<Field> fields(UnaryOperator<String> value) {
        List<Field> fields = new ArrayList<>();
        for (String line : text.lines().toList()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                var rest = new Template(line.substring(colon + 1).strip());
                fields.add(new Field(line.substring(0, colon), rest.filled(value)));
            }
        }
        return fields;
    }
}
