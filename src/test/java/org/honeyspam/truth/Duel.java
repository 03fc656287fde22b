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
        var comparison = new Comparison(masks);
        List<Script> left = scripts;
        for (int encores = 0; !left.isEmpty(); encores++) {
            var differing = new ArrayList<Script>();
            for (Round round : fightAll(left)) {
                if (encores < ENCORES_MAX && differs(round)) {
                    differing.add(round.script());
                } else {
                    comparison.add(round.script(), round.real(), round.ours());
                }
            }
            left = differing;
        }
        return comparison;
    }

    private boolean differs(Round round) {
        var alone = new Comparison(masks);
        alone.add(round.script(), round.real(), round.ours());
        return !alone.differences().isEmpty();
    }

    /** Both are asked at once, since most of the time is theirs: they make who errs wait. */
    private List<Round> fightAll(List<Script> scripts) throws IOException, InterruptedException {
        var rounds = new ArrayList<Round>();
        try (ExecutorService theirPlayers = Executors.newFixedThreadPool(SESSIONS_AT_ONCE);
                ExecutorService ourPlayers = Executors.newFixedThreadPool(SESSIONS_AT_ONCE)) {
            List<Future<List<Exchange>>> theirAnswers = playAll(scripts, real, theirPlayers);
            List<Future<List<Exchange>>> ourAnswers = playAll(scripts, ours, ourPlayers);
            for (int i = 0; i < scripts.size(); i++) {
                List<Exchange> right = result(theirAnswers.get(i));
                rounds.add(new Round(scripts.get(i), right, result(ourAnswers.get(i))));
            }
        }
        return rounds;
    }

    private List<Future<List<Exchange>>> playAll(
            List<Script> scripts, Server server, ExecutorService players) {
        return scripts.stream()
                .map(one -> players.submit(() -> playing.play(one, server.address())))
                .toList();
    }

    private static List<Exchange> result(Future<List<Exchange>> answers)
            throws IOException, InterruptedException {
        try {
            return answers.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }
}
