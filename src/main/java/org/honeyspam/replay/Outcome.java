package org.honeyspam.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a replay, or would become of it.
 *
 * @param taken events, or messages of a mailbox, that were new here
 * @param here those that were here before
 * @param refused lines or messages that were not taken, whatever they are
 * @param torn ends of files in the middle of a line or a message
 * @param texts that the store got
 * @param textsMissing that events speak of and that are neither here nor there
 * @param complaints the first ones, each with its place
 */
public record Outcome(
        String source,
        String kind,
        @JsonProperty("dry_run") boolean dryRun,
        long taken,
        long here,
        long refused,
        long torn,
        long texts,
        @JsonProperty("texts_missing") long textsMissing,
        @Nullable String first,
        @Nullable String last,
        List<Complaint> complaints) {

    /** What is wrong, and where: a file, and a line of it counted from 1. */
    public record Complaint(String file, long line, String why) {
        @Override
        public String toString() {
            return "%s:%d: %s".formatted(file, line, why);
        }
    }
}
