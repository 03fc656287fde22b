package org.honeyspam.bait;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A list of names, each with its number; the length of a list is a power of two. */
final class Names {
    static final Names GIVEN = read("given-names.txt");
    static final Names FAMILY = read("family-names.txt");

    private final List<String> names;
    private final Map<String, Integer> numbers = new HashMap<>();

    private Names(List<String> names) {
        this.names = names;
        for (String name : names) {
            numbers.put(name, numbers.size());
        }
        if (Integer.bitCount(names.size()) != 1 || numbers.size() != names.size()) {
            throw new IllegalStateException("a list of names has no power of two of them");
        }
    }

    private static Names read(String file) {
        try (InputStream in = Names.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from the program");
            }
            return new Names(new String(in.readAllBytes(), US_ASCII).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name(int number) {
        return names.get(number);
    }

    @Nullable Integer number(String name) {
        return numbers.get(name);
    }

    List<String> all() {
        return names;
    }
}
