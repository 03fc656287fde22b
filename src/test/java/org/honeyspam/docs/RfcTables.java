package org.honeyspam.docs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The tables of {@code docs/rfcs.md} that say section by section what is done of SMTP. */
final class RfcTables {
    static final List<String> RFCS =
            List.of("5321", "1870", "2034", "2920", "3030", "3207", "3461", "4954", "6152", "6531");

    private static final String HEAD = "| section | what | state | shown by |\n| --- | ";
    private static final Pattern STATE = Pattern.compile("(done|not done|otherwise)\\b.*");

    private RfcTables() {}

    /** What is missing on such a page; empty if nothing is. */
    static List<String> faults(String page) {
        List<String> faults = new ArrayList<>();
        for (String rfc : RFCS) {
            int begin = page.indexOf("\n## RFC " + rfc + ", ");
            int end = page.indexOf("\n## ", begin + 1);
            String section = begin < 0 ? "" : page.substring(begin, end < 0 ? page.length() : end);
            int head = section.indexOf(HEAD);
            List<String> rows =
                    section.substring(Math.max(head, 0))
                            .lines()
                            .skip(2)
                            .takeWhile(line -> line.startsWith("|"))
                            .toList();
            if (head < 0 || rows.isEmpty()) {
                faults.add("RFC " + rfc + " has no table of its sections");
            }
            rows.stream()
                    .filter(row -> !isWhole(row))
                    .map(row -> rfc + ": " + row)
                    .forEach(faults::add);
        }
        return faults;
    }

    private static boolean isWhole(String row) {
        List<String> cells = Arrays.stream(row.split("\\|", -1)).map(String::strip).toList();
        return cells.size() == 6
                && cells.subList(1, 5).stream().noneMatch(String::isEmpty)
                && STATE.matcher(cells.get(3)).matches();
    }
}
