package org.honeyspam.config;

/**
 * A key as it is in effect.
 *
 * @param table as in the file: {@code [limits]}, or {@code [[listener]] 2} of several
 * @param value as it would stand in the file
 * @param given whether the file says so; else it is the default
 */
public record Setting(String table, String key, String value, boolean given, String meaning) {}
