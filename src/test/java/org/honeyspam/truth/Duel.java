package org.honeyspam.truth;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Plays scripts to the real product and to ours at the same time, several at once. */
record Duel(MailServer real, MailServer ours, Masks masks) {
    private static final int SESSIONS_AT_ONCE = 12;

    Comparison fight(List<Script> scripts) throws IOException, InterruptedException {
        var fights = new ArrayList<Future<Comparison>>();
        try (ExecutorService players = Executors.newFixedThreadPool(SESSIONS_AT_ONCE)) {
            for (Script script : scripts) {
                fights.add(players.submit(() -> fight(script)));
            }
        }
        Comparison all = new Comparison(0, List.of());
        for (Future<Comparison> one : fights) {
            all = all.and(result(one));
        }
        return all;
    }

    private Comparison fight(Script script) throws IOException {
        List<Exchange> right = Player.play(script, real.smtp());
        return Comparison.of(script, right, Player.play(script, ours.smtp()), masks);
    }

    private static Comparison result(Future<Comparison> one)
            throws IOException, InterruptedException {
        try {
            return one.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }
}
