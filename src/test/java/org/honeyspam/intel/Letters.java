package org.honeyspam.intel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.journal.JournalEvent.Recipient;
import org.jspecify.annotations.Nullable;

/** Messages with texts, which a test writes and the views read. */
final class Letters implements Contents.Texts {
    static final String PILLS =
            "our pills are the cheapest that money can buy and they come to your door within two days"
                    + " without any paper from a doctor so have a look at our shop today and save a lot";
    static final String WIDOW =
            "I am the widow of the late minister who left me a large sum in a bank abroad and I ask for"
                    + " your help to bring it out of the country for which you will have a third of all";
    static final String LOAN =
            "do you need a loan at the low rate of three percent a year then write back with your name"
                    + " and how much you want for we lend to everybody whatever other banks say of him";

    private final Diary diary;
    private final Map<String, byte[]> texts = new HashMap<>();
    private int written;
    private int reads;

    Letters(Diary diary) {
        this.diary = diary;
    }

    /** Mail to an address that was left for harvesters. */
    void toBait(String ip, String bait, String text) {
        send(Diary.peer(ip, "mx"), "a@spam.example", text, Diary.toBait(bait, bait));
    }

    /** Returns its hash. */
    String send(Peer peer, String sender, String text, Recipient... recipients) {
        written++;
        String hash = "%016x".formatted(text.hashCode() * 0x9e3779b97f4a7c15L);
        texts.put(hash, text.getBytes(UTF_8));
        diary.note(
                peer,
                new JournalEvent.MessageTaken(
                        "q" + written,
                        "mail.example",
                        sender,
                        List.of(recipients),
                        hash,
                        text.length(),
                        "Received: from mail.example",
                        null,
                        "Buy"));
        return hash;
    }

    void forget(String hash) {
        texts.remove(hash);
    }

    int reads() {
        return reads;
    }

    @Override
    public byte @Nullable [] read(String sha256) {
        reads++;
        return texts.get(sha256);
    }

    /** Both stages. */
    void catchUp(Views views) throws IOException, SQLException {
        views.catchUp();
        views.contents(this).catchUp();
    }

    static String mail(String subject, String body) {
        return "From: Shop <shop@pills.example>\r\nSubject: "
                + subject
                + "\r\n\r\n"
                + body
                + "\r\n";
    }
}
