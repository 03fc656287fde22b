package org.honeyspam.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A configuration that was read: good, or every mistake in it. */
public record Checked(@Nullable Configuration configuration, List<Mistake> mistakes) {

    static Checked good(Configuration configuration) {
        return new Checked(configuration, List.of());
    }

    static Checked bad(List<Mistake> mistakes) {
        return new Checked(null, mistakes.stream().sorted().toList());
    }
}
