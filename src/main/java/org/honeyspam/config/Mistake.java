package org.honeyspam.config;

/**
 * A mistake in a configuration file.
 *
 * @param line from 1; 0 for what no line of it says
 * @param column from 1
 * @param what is wrong
 * @param right what would be right
 * @param warning whether it is none of the file, but a start on this machine would fail or lack
 *     something
 */
public record Mistake(int line, int column, String what, String right, boolean warning)
        implements Comparable<Mistake> {
    public Mistake(int line, int column, String what, String right) {
        this(line, column, what, right, false);
    }

    @Override
    public int compareTo(Mistake other) {
        int byLine = Integer.compare(line, other.line);
        return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }
}
