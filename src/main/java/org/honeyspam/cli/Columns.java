package org.honeyspam.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.honeyspam.content.SafeText;

/**
 * A table for a terminal: each column as wide as its widest cell, numbers to the right. A column
 * that nobody has anything in is left out.
 */
final class Columns {
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");

    private final List<List<String>> rows = new ArrayList<>();

    Columns(String... heads) {
        rows.add(List.of(heads));
    }

    void row(String... cells) {
        List<String> safe = new ArrayList<>();
        for (String cell : cells) {
            safe.add(SafeText.safe(cell));
        }
        rows.add(safe);
    }

    void print(PrintWriter out) {
        List<Shape> shapes =
                IntStream.range(0, rows.getFirst().size()).mapToObj(this::shape).toList();
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                Shape shape = shapes.get(i);
                if (!shape.empty()) {
                    String blanks = " ".repeat(shape.width() - row.get(i).length());
                    String cell = shape.numeric() ? blanks + row.get(i) : row.get(i) + blanks;
                    line.append(i == 0 ? "" : "  ").append(cell);
                }
            }
            out.println(line.toString().stripTrailing());
        }
    }

    /** What all cells of a column have in common. */
    private record Shape(int width, boolean empty, boolean numeric) {}

    private Shape shape(int column) {
        return new Shape(
                cells(column, 0).mapToInt(String::length).max().orElse(0),
                rows.size() > 1 && cells(column, 1).allMatch(String::isEmpty),
                cells(column, 1).allMatch(cell -> NUMBER.matcher(cell).matches()));
    }

    private Stream<String> cells(int column, int fromRow) {
        return rows.stream().skip(fromRow).map(row -> row.get(column));
    }
}
