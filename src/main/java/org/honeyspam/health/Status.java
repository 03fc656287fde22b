package org.honeyspam.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a running node is. Times are ISO 8601, UTC.
 *
 * @param transport which way the machine waits for sockets
 * @param limits what is bounded, and how near to its bound it is
 * @param parts what has to go well for the node to do its work
 * @param sizes of what the data folder holds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Status(
        String node,
        String version,
        String started,
        String transport,
        List<Port> ports,
        List<Limit> limits,
        List<Part> parts,
        Sizes sizes,
        Loaded configuration) {

    /** A port that is open, and how many talk to it now. */
    public record Port(
            String service,
            String persona,
            String host,
            String address,
            int port,
            long conversations) {}

    /**
     * Something that is bounded.
     *
     * @param name as in {@code connections}, with its unit last if it has one
     * @param reached how often something met the bound since the start
     * @param turnedAway how often that was the end of it; else something else had to go for it
     */
    public record Limit(String name, long now, long max, long reached, long turnedAway) {}

    /**
     * Something that works or does not.
     *
     * @param note why it does not, or what else is to know
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Part(String name, boolean well, @Nullable String note) {}

    /** Of files, and of what the views have still to take in. */
    public record Sizes(
            long journalBytes,
            long mailBytes,
            long viewsBytes,
            long viewsBehindBytes,
            long diskFreeBytes) {}

    /**
     * The configuration that holds.
     *
     * @param mistakes of a later one that was refused; none if the last one was taken
     */
    public record Loaded(String file, String time, List<String> mistakes) {}

    /** Whether everything goes well. */
    public boolean isWell() {
        return parts.stream().allMatch(Part::well) && configuration.mistakes().isEmpty();
    }
}
