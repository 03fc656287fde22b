package org.honeyspam.intel;

import java.io.IOException;
import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.honeyspam.config.Network;
import org.honeyspam.geo.Origin;
import org.honeyspam.geo.Origins;
import org.jspecify.annotations.Nullable;

/** Scores of sources, summed over those of a network, an autonomous system or a country. */
public final class Sources {
    private final Question question;
    private final Origins origins;
    private final Map<String, Sum> sums = new HashMap<>();

    private Sources(Question question, Origins origins) {
        this.question = question;
        this.origins = origins;
    }

    /** By what sources belong together. */
    public enum By {
        /** Each for itself. */
        ADDRESS,
        /** The /24 or IPv6 /64 that is listed if many of its addresses are. */
        NETWORK,
        /** The autonomous system. */
        ASN,
        COUNTRY
    }

    /**
     * What is asked.
     *
     * @param kinds only deeds of these; none for all
     * @param since only sources that did something of the kind since then; null for all
     */
    public record Question(By by, List<SourceKind> kinds, @Nullable Instant since) {
        private List<Views.Deed> meant(List<Views.Deed> deeds) {
            List<Views.Deed> meant =
                    deeds.stream()
                            .filter(deed -> kinds.isEmpty() || kinds.contains(deed.reason().kind))
                            .toList();
            long last = meant.stream().mapToLong(Views.Deed::lastMillis).max().orElse(0);
            return since == null || last >= since.toEpochMilli() ? meant : List.of();
        }
    }

    /** What those of a group weigh so far. */
    private static final class Sum {
        final @Nullable String name;
        final Map<SourceKind, Double> byKind = new EnumMap<>(SourceKind.class);
        long hosts;
        long listed;

        Sum(@Nullable String name) {
            this.name = name;
        }

        double score() {
            return byKind.values().stream().mapToDouble(Double::doubleValue).sum();
        }

        SourceGroup group(String source) {
            Map<String, Double> kinds = new LinkedHashMap<>();
            byKind.entrySet().stream()
                    .sorted(Map.Entry.<SourceKind, Double>comparingByValue().reversed())
                    .forEach(
                            kind ->
                                    kinds.put(
                                            kind.getKey().label(),
                                            Explanation.tenth(kind.getValue())));
            return new SourceGroup(source, name, Explanation.tenth(score()), kinds, hosts, listed);
        }
    }

    /** Answers, the heaviest first. */
    public static List<SourceGroup> of(
            Question question, Blacklist blacklist, Views views, Origins origins, Instant now)
            throws IOException, SQLException {
        Map<String, List<Views.Deed>> all = blacklist.sources(views);
        var listed = new Listed(blacklist.list(all, now));
        var sources = new Sources(question, origins);
        for (Map.Entry<String, List<Views.Deed>> source : all.entrySet()) {
            List<Views.Deed> meant = question.meant(source.getValue());
            if (!meant.isEmpty()) {
                InetAddress ip = InetAddress.ofLiteral(source.getKey());
                sources.add(ip, blacklist.scores.byKind(meant, now), listed.has(ip));
            }
        }
        return sources.sums.entrySet().stream()
                .map(sum -> sum.getValue().group(sum.getKey()))
                .sorted(
                        Comparator.comparingDouble(SourceGroup::score)
                                .reversed()
                                .thenComparing(SourceGroup::source))
                .toList();
    }

    private void add(InetAddress ip, Map<SourceKind, Double> scores, boolean listed)
            throws IOException {
        Sum sum = sum(ip);
        scores.forEach((kind, score) -> sum.byKind.merge(kind, score, Double::sum));
        sum.hosts++;
        sum.listed += listed ? 1 : 0;
    }

    private Sum sum(InetAddress ip) throws IOException {
        return switch (question.by()) {
            case ADDRESS -> sum(Network.of(ip).source(), null);
            case NETWORK -> sum(Blacklist.around(ip).text(), null);
            case ASN -> {
                Origin origin = origins.of(ip);
                yield sum(origin.system(), origin.asName());
            }
            case COUNTRY -> sum(origins.of(ip).country(), null);
        };
    }

    private Sum sum(@Nullable String source, @Nullable String name) {
        return source == null
                ? sums.computeIfAbsent(SourceGroup.UNKNOWN, _ -> new Sum(null))
                : sums.computeIfAbsent(source, _ -> new Sum(name));
    }
}
