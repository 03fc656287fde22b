package org.honeyspam.intel;

import java.util.ArrayList;
import java.util.List;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.journal.JournalEvent;
import org.jspecify.annotations.Nullable;

/** What happened: a robot takes addresses, a spammer writes to one, others relay and guess. */
final class Story {
    static final String HARVESTER = "192.0.2.7";
    static final String SENDER = "2001:db8::25";
    static final String RELAYER = "203.0.113.9";
    static final String GUESSER = "203.0.113.10";
    static final String TAKEN = "maria.k1984@one.example";
    static final String UNUSED = "j.smith72@two.example";

    /** An event of the story, and who did it; nobody for the node's own. */
    record Scene(@Nullable Peer peer, JournalEvent event) {
        void play(Diary diary) {
            diary.note(peer, event);
        }
    }

    private Story() {}

    static List<Scene> scenes() {
        List<Scene> scenes = new ArrayList<>();
        scenes.add(new Scene(null, new JournalEvent.NodeStarted("1")));
        Peer harvester = Diary.peer(HARVESTER, "web");
        add(scenes, harvester, new JournalEvent.SessionOpened());
        add(scenes, harvester, Diary.page("home"));
        add(scenes, harvester, Diary.page("maze"));
        add(scenes, harvester, new JournalEvent.VisitOpened("v1", "www.one.example", "Bot/1"));
        add(scenes, harvester, Diary.bait(TAKEN, UNUSED));
        add(
                scenes,
                harvester,
                new JournalEvent.SessionClosed("peer", 100, 2_000, 60_000, 0, 0, null));
        Peer sender = Diary.peer(SENDER, "mx");
        add(scenes, sender, new JournalEvent.OddInput("eight_bit", "\u00e9\0\""));
        add(scenes, sender, Diary.guess("RCPT TO:<x@one.example>", 550));
        add(
                scenes,
                sender,
                Diary.message(
                        "q1",
                        Diary.toBait("MARIA.K1984@one.example", TAKEN),
                        Diary.to("trap@one.example")));
        add(
                scenes,
                sender,
                new JournalEvent.MessageRefused("nul", "a@b.example", List.of(), 7, null));
        add(scenes, Diary.peer(RELAYER, "proxy"), Diary.proxied("relay"));
        Peer inside = Diary.throughTheProxy(RELAYER, "mx.example:25");
        add(scenes, inside, Diary.message("q2", Diary.to("victim@far.example")));
        Peer guesser = Diary.peer(GUESSER, "mx");
        add(scenes, guesser, Diary.guess("RCPT TO:<y@one.example>", 550));
        add(scenes, guesser, Diary.guess("rcpt to:<z@one.example>", 550));
        add(scenes, guesser, new JournalEvent.SessionRefused("too_many"));
        scenes.add(new Scene(null, new JournalEvent.NodeStopped()));
        return scenes;
    }

    private static void add(List<Scene> scenes, Peer peer, JournalEvent event) {
        scenes.add(new Scene(peer, event));
    }
}
