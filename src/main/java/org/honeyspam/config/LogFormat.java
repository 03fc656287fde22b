package org.honeyspam.config;

/** How diagnostics are written. */
public enum LogFormat {
    TEXT,
    JSON
}
