package org.honeyspam.intel;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.honeyspam.config.Configuration;

/**
 * What deeds weigh at a time: weight x (1 + log2 of their number), halved for every half-life since
 * the last. Of what others named, the number is that of the networks they are in.
 */
final class Scores {
    private final Configuration.Blacklist settings;

    Scores(Configuration.Blacklist settings) {
        this.settings = settings;
    }

    int weight(Reason reason) {
        Integer weight = settings.weights().get(reason.label());
        if (weight == null) {
            throw new IllegalStateException("no weight of " + reason.label());
        }
        return weight;
    }

    int threshold(SourceKind kind) {
        Integer threshold = settings.thresholds().get(kind.label());
        if (threshold == null) {
            throw new IllegalStateException("no threshold of " + kind.label());
        }
        return threshold;
    }

    double of(Views.Deed deed, Instant now) {
        double often = 1 + Math.log((double) deed.count()) / Math.log(2);
        double ageMillis = (double) Math.max(0, now.toEpochMilli() - deed.lastMillis());
        double halvings = ageMillis / (double) settings.halfLife().toMillis();
        return weight(deed.reason()) * often * Math.pow(0.5, halvings);
    }

    Map<SourceKind, Double> byKind(List<Views.Deed> deeds, Instant now) {
        Map<SourceKind, Double> scores = new EnumMap<>(SourceKind.class);
        deeds.forEach(deed -> scores.merge(deed.reason().kind, of(deed, now), Double::sum));
        return scores;
    }
}
