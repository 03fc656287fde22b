package org.honeyspam.bench.stores;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The figures as Markdown tables on standard output. */
final class Report {
    static final List<Integer> BATCHES = List.of(1_000, 10_000);

    private final Figures figures;
    private final long rows;
    private final Map<Store, String> versions = new EnumMap<>(Store.class);
    private final List<String> neighbours = new ArrayList<>();
    private final Map<Store, List<String>> kills = new EnumMap<>(Store.class);

    Report(Figures figures, long rows) {
        this.figures = figures;
        this.rows = rows;
    }

    void version(Store store, String version) {
        versions.put(store, version);
    }

    void neighbour(
            Store store, Store.Way way, Map<String, String> guest, Map<String, String> host) {
        String opens =
                guest.containsKey("refused")
                        ? "| no: " + guest.get("refused") + " | | |"
                        : "| yes, in "
                                + ms(guest, "open_ms")
                                + " | "
                                + count(guest, "reads_per_second")
                                + " | "
                                + ms(guest, "age_ms")
                                + ", at most "
                                + ms(guest, "age_max_ms")
                                + " | "
                                + writes(guest);
        neighbours.add(
                "| "
                        + store.title
                        + " | "
                        + way.title
                        + " "
                        + opens
                        + " | "
                        + ms(host, "batch_ms")
                        + ", at most "
                        + ms(host, "batch_max_ms")
                        + " |");
    }

    void kill(Store store, Map<String, String> writer, Map<String, String> seen) {
        long acknowledged = Long.parseLong(writer.get("batches"));
        String outcome;
        if (seen.containsKey("broken")) {
            outcome = "BROKEN: " + seen.get("broken");
        } else {
            long marks = Long.parseLong(seen.get("marks"));
            long lost = Math.max(0, acknowledged - marks / 2);
            outcome =
                    marks % 2 == 0
                            ? "whole, " + lost + " of " + acknowledged + " batches lost"
                            : "HALF A BATCH";
        }
        kills.computeIfAbsent(store, key -> new ArrayList<>()).add(outcome);
    }

    void print(Path drivers) throws IOException {
        print(
                "%s rows; Java %s, %s; %d processors; %s%n",
                number(rows),
                Runtime.version(),
                Child.HEAP,
                Runtime.getRuntime().availableProcessors(),
                processor());
        print(
                "%n| | %s | %s | %s |%n| --- | ---: | ---: | ---: |%n",
                Store.engines().stream().map(this::heading).toArray());
        for (int batch : BATCHES) {
            row(
                    "insert " + number(rows / 5) + ", " + number(batch) + " a transaction, rows/s",
                    store -> figures.median(store, "insert_" + batch));
        }
        row("load of all rows, rows/s", store -> figures.median(store, "load"));
        for (Question question : Question.values()) {
            row(
                    question.title + ", cold, ms",
                    store -> figures.median(store, question + "_cold_ms"));
            row(
                    question.title + ", warm, ms",
                    store -> figures.median(store, question + "_warm_ms"));
        }
        for (Question question : List.of(Question.PER_HOUR, Question.TOP_SOURCES)) {
            row(
                    question.title + ", warm, with an index on the time, ms",
                    store -> figures.median(store, "indexed_" + question));
        }
        row("that index: made in, ms", store -> figures.median(store, "index_ms"));
        row("that index: growth of the file, MB", store -> figures.median(store, "index_mb"));
        row("on disk after load and checkpoint, MB", store -> figures.median(store, "disk_mb"));
        row("driver jar, MB", store -> jarMegabytes(drivers, store));
        row("4 readers and a writer: reads/s", store -> figures.median(store, "crowd_reads"));
        row("4 readers and a writer: rows written/s", store -> figures.median(store, "crowd_rows"));
        for (String step : List.of("load", "ask", "crowd", "start")) {
            row("peak heap, " + step + ", MB", store -> figures.max(store, step + "_heap_mb"));
            row("peak RSS, " + step + ", MB", store -> figures.max(store, step + "_rss_mb"));
        }
        row("open and answer in a fresh JVM, ms", store -> figures.median(store, "answer_ms"));
        row("the whole process of that, ms", store -> figures.median(store, "start_ms"));
        print(
                "%nDuckDB by plain JDBC batches (%s rows): %s rows/s by 1,000, %s by 10,000.%n",
                number(rows / 5 / Bench.JDBC_BATCH_SHARE),
                number(figures.median(Store.DUCKDB_JDBC, "insert_1000")),
                number(figures.median(Store.DUCKDB_JDBC, "insert_10000")));
        print("%nA second process, while the first writes 1,000 rows every 200 ms:%n%n");
        print(
                "| store | opened | opens? | reads/s | newest row's age | may write?"
                        + " | first one's batch |%n");
        print("| --- | --- | --- | ---: | --- | --- | --- |%n%s%n", String.join("\n", neighbours));
        print("%nAfter SIGKILL to the writer, opened again:%n%n");
        kills.forEach(
                (store, outcomes) -> print("- %s: %s%n", store.title, String.join("; ", outcomes)));
    }

    private String heading(Store store) {
        return store.title + " " + versions.get(store);
    }

    private void row(String title, ToDoubleFunction<Store> figure) {
        StringBuilder row = new StringBuilder("| " + title + " |");
        for (Store store : Store.engines()) {
            row.append(' ').append(number(figure.applyAsDouble(store))).append(" |");
        }
        System.out.println(row);
    }

    private static String writes(Map<String, String> guest) {
        return guest.containsKey("write_refused")
                ? "no: " + guest.get("write_refused")
                : "yes, in " + ms(guest, "write_ms") + ", at most " + ms(guest, "write_max_ms");
    }

    private static double jarMegabytes(Path drivers, Store store) {
        return Store.files(drivers).stream()
                        .filter(file -> file.getFileName().toString().startsWith(store.jar + "-"))
                        .mapToLong(file -> file.toFile().length())
                        .sum()
                / 1e6;
    }

    private static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown processor");
    }

    private static String ms(Map<String, String> said, String name) {
        return number(Double.parseDouble(said.get(name))) + " ms";
    }

    private static String count(Map<String, String> said, String name) {
        return number(Double.parseDouble(said.get(name)));
    }

    private static String number(double value) {
        return String.format(
                Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
    }

    private static void print(String format, Object... arguments) {
        System.out.printf(Locale.ROOT, format, arguments);
    }
}
