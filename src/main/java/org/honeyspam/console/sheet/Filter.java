package org.honeyspam.console.sheet;

import java.util.List;

/**
 * What a list can be narrowed by.
 *
 * @param value as it is set; empty if it is not
 * @param choices none for any text; else the first means all
 * @param hint what is to be written there
 */
public record Filter(String name, String label, String value, List<String> choices, String hint) {
    public static Filter text(String name, String label, String value, String hint) {
        return new Filter(name, label, value, List.of(), hint);
    }

    public static Filter choice(String name, String label, String value, List<String> choices) {
        return new Filter(name, label, value, choices, "");
    }
}
