package org.honeyspam.alert;

import java.time.Instant;
import java.util.Map;
import org.honeyspam.config.Alerts.Rule;

/**
 * Something that the operator is told.
 *
 * @param text one line, safe to show
 * @param fields what it is about, by the names of the journal; in order
 */
public record Alert(Instant time, Rule rule, String text, Map<String, String> fields) {}
