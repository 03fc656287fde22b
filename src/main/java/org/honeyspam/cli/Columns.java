package org.honeyspam.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table for a terminal: each column as wide as its widest cell, numbers to the right. A column
 * that nobody has anything in is left out.
 */
final class Columns {
    private final List<List<String>> rows = new ArrayList<>();

    Columns(String... heads) {
        rows.add(List.of(heads));
    }

    void row(String... cells) {
        List<String> safe = new ArrayList<>();
        for (String cell : cells) {
            safe.add(Terminal.safe(cell));
        }
        rows.add(safe);
    }

    void print(PrintWriter out) {
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                if (!isEmpty(i)) {
                    String blanks = " ".repeat(width(i) - row.get(i).length());
                    String cell = isNumeric(i) ? blanks + row.get(i) : row.get(i) + blanks;
                    line.append(i == 0 ? "" : "  ").append(cell);
                }
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private int width(int column) {
        return cells(column, 0).mapToInt(String::length).max().orElse(0);
    }

    private boolean isEmpty(int column) {
        return rows.size() > 1 && cells(column, 1).allMatch(String::isEmpty);
    }

    private boolean isNumeric(int column) {
        return cells(column, 1).allMatch(cell -> cell.matches("[0-9]+(\\.[0-9]+)?"));
    }

    private Stream<String> cells(int column, int fromRow) {
        return rows.stream().skip(fromRow).map(row -> row.get(column));
    }
}
