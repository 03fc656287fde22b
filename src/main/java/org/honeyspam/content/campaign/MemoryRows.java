package org.honeyspam.content.campaign;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Campaigns in memory: for tests, and for looking at a heap of messages once. */
public final class MemoryRows implements CampaignRows<RuntimeException> {
    private final Map<Long, List<Exemplar>> byKey = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    @Override
    public List<Exemplar> find(long key, int max) {
        List<Exemplar> all = byKey.getOrDefault(key, List.of());
        return List.copyOf(all.subList(0, Math.min(max, all.size())));
    }

    @Override
    public void add(Exemplar exemplar, List<Long> keys) {
        counts.merge(exemplar.campaign(), 1, Integer::sum);
        for (long key : keys) {
            byKey.computeIfAbsent(key, unseen -> new ArrayList<>(1)).add(exemplar);
        }
    }

    @Override
    public int exemplars(String campaign) {
        return counts.getOrDefault(campaign, 0);
    }
}
