package org.honeyspam.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A product's section of the document that says how far each persona can be trusted. */
final class Scores {
    static final Path DOCUMENT = Path.of("docs/personas.md");
    private static final int SHOWN_MAX = 200;

    private Scores() {}

    static String section(String product, Comparison comparison, Reasons reasons) {
        var text = new StringBuilder("## %s\n\n".formatted(product));
        text.append(
                "| exchanges compared | equal | different | share |\n| --- | --- | --- | --- |\n");
        text.append(
                "| %d | %d | %d | %.2f %% |\n"
                        .formatted(
                                comparison.exchanges(),
                                comparison.equal(),
                                comparison.differences().size(),
                                comparison.percentEqual()));
        byReason(comparison, reasons).forEach((reason, all) -> tell(text, reason, all));
        return text.toString();
    }

    private static Map<String, List<Difference>> byReason(Comparison comparison, Reasons reasons) {
        var sorted = new LinkedHashMap<String, List<Difference>>();
        for (Difference one : comparison.differences()) {
            sorted.computeIfAbsent(reasons.of(one), reason -> new java.util.ArrayList<>()).add(one);
        }
        return sorted;
    }

    private static void tell(StringBuilder text, String reason, List<Difference> all) {
        text.append(
                "\n%s\n\n| sent | the real one | ours |\n| --- | --- | --- |\n".formatted(reason));
        for (Difference one : all) {
            text.append(
                    "| %s | %s | %s |\n"
                            .formatted(cell(one.sent()), cell(one.real()), cell(one.ours())));
        }
    }

    private static String cell(String said) {
        String cut = said.length() <= SHOWN_MAX ? said : said.substring(0, SHOWN_MAX) + " ...";
        return cut.isEmpty()
                ? ""
                : "<code>"
                        + cut.replace("&", "&amp;").replace("<", "&lt;").replace("|", "&#124;")
                        + "</code>";
    }

    /** The product's section as it stands; empty if it has none. */
    static String written(String product) throws IOException {
        String all = Files.exists(DOCUMENT) ? Files.readString(DOCUMENT) : "";
        int start = all.indexOf("## " + product + "\n");
        return start < 0 ? "" : all.substring(start, end(all, start));
    }

    static void write(String product, String section) throws IOException {
        String all = Files.exists(DOCUMENT) ? Files.readString(DOCUMENT) : "# Personas\n";
        int start = all.indexOf("## " + product + "\n");
        String text =
                start < 0
                        ? all.stripTrailing() + "\n\n" + section
                        : all.substring(0, start) + section + all.substring(end(all, start));
        Files.writeString(DOCUMENT, text);
    }

    /** Behind the section that begins there, and the empty line before the next. */
    private static int end(String all, int start) {
        int next = all.indexOf("\n## ", start);
        return next < 0 ? all.length() : next;
    }
}
