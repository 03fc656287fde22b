package org.honeyspam.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.Locale;
import org.honeyspam.dialogue.Sha256;
import org.honeyspam.journal.Replayed;

/** Takes in mail: each message that did not come at that time to those recipients yet. */
final class MailReplay implements MailSource.Reader {
    private static final int KEY_CHARACTERS = 32;

    private final Here here;
    private final Gate gate;
    private final OldMail.Terms terms;
    private final Replayed mark;
    private final Count count;
    private final Parcel parcel;

    MailReplay(
            Here here, Gate gate, OldMail.Terms terms, Replayed mark, Count count, Parcel parcel) {
        this.here = here;
        this.gate = gate;
        this.terms = terms;
        this.mark = mark;
        this.count = count;
        this.parcel = parcel;
    }

    @Override
    public void message(Found found) throws IOException {
        if (found.torn()) {
            count.torn(found.complaint("it ends in the middle of a message"));
            return;
        }
        OldMail mail;
        try {
            mail = OldMail.of(found, terms);
        } catch (OldMail.Unfit e) {
            count.refuse(found.complaint(String.valueOf(e.getMessage())));
            return;
        }
        if (mail != null) {
            take(mail);
        }
    }

    private void take(OldMail mail) throws IOException {
        byte[] text = mail.text().getBytes(ISO_8859_1);
        String sha256 = Sha256.hex(text);
        String session = Here.MAIL + key(mail, sha256);
        if (!here.addMail(session)) {
            count.here();
            return;
        }
        parcel.text(sha256, () -> text);
        parcel.line(mail.time(), gate.line(mail, session, sha256, text.length, mark));
    }

    /** The same for the same message to the same recipients at the same time. */
    private static String key(OldMail mail, String sha256) {
        String told =
                "%s\n%d\n%s"
                        .formatted(
                                sha256,
                                mail.time().getEpochSecond(),
                                String.join("\n", mail.recipients()).toLowerCase(Locale.ROOT));
        return Sha256.hex(told.getBytes(ISO_8859_1)).substring(0, KEY_CHARACTERS);
    }
}
