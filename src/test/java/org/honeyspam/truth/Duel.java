package org.honeyspam.truth;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Plays scripts to the real product and to ours, several at once. */
record Duel(Server real, Server ours, Masks masks, Playing playing) {
    /** A busy machine makes either of them late, and silence then is no answer: it has to stay. */
    private static final int ENCORES_MAX = 2;

    private static final int SESSIONS_AT_ONCE = 16;

    /** How a script is played to a server. */
    interface Playing {
        List<Exchange> play(Script script, InetSocketAddress server) throws IOException;
    }

    /** Between mail servers. */
    Duel(MailServer real, MailServer ours, Masks masks) {
        this(real, ours, masks, Player::play);
    }

    /** What both have answered to one script. */
    private record Round(Script script, List<Exchange> real, List<Exchange> ours) {}

    Comparison fight(List<Script> scripts) throws IOException, InterruptedException {
        var rounds = new ArrayList<Future<Round>>();
        try (ExecutorService players = Executors.newFixedThreadPool(SESSIONS_AT_ONCE)) {
            for (Script script : scripts) {
                rounds.add(players.submit(() -> fight(script)));
            }
        }
        var comparison = new Comparison(masks);
        for (Future<Round> one : rounds) {
            Round round = result(one);
            for (int again = 0; again < ENCORES_MAX && differs(round); again++) {
                round = fight(round.script());
            }
            comparison.add(round.script(), round.real(), round.ours());
        }
        return comparison;
    }

    private boolean differs(Round round) {
        var alone = new Comparison(masks);
        alone.add(round.script(), round.real(), round.ours());
        return !alone.differences().isEmpty();
    }

    private Round fight(Script script) throws IOException {
        List<Exchange> right = playing.play(script, real.address());
        return new Round(script, right, playing.play(script, ours.address()));
    }

    private static Round result(Future<Round> one) throws IOException, InterruptedException {
        try {
            return one.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }
}
