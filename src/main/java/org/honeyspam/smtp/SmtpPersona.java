package org.honeyspam.smtp;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.honeyspam.dialogue.Peer;

/**
 * The imitated product: what it says when, and how it reads an address. Holds no state of a
 * session. Texts are those of the real product, learned by running it.
 */
interface SmtpPersona {

    /** Commands that grow slower the more often they come. */
    enum Flood {
        HELO,
        NOOP,
        VRFY,
        ETRN
    }

    Reply banner(Peer peer, Instant now);

    Reply hello(String verb, String name, Peer peer);

    /** Reads the argument of MAIL. */
    Path mail(String argument);

    /** Reads the argument of RCPT. */
    Path recipient(String argument);

    Reply senderTaken(Path.Good sender);

    Reply recipientTaken(Path.Good recipient);

    /** Refuses a recipient because the sender, taken before, has no domain. */
    Reply unqualifiedSender(Path.Good sender, Path.Good recipient);

    Reply userUnknown(Path.Good recipient);

    Reply relayingDenied(Path.Good recipient, Peer peer);

    Reply tooManyRecipients();

    Reply needHelo(String verb);

    Reply needMail(String verb);

    Reply needRecipient();

    Reply nestedMail();

    Reply startData();

    Reply messageTaken(String queueId);

    Reply messageTooLarge();

    Reply headersTooLarge();

    Reply nulInMessage();

    Reply bareLineFeed();

    Reply bareReturn();

    /** What low space does to commands that need it; also the answer when storing failed. */
    Reply noRoom();

    Reply reset();

    Reply noop();

    Reply verify(String verb, String argument);

    Reply help(String topic);

    Reply etrn(String argument);

    Reply verb();

    Reply startTls(String argument);

    Reply auth();

    Reply quit();

    Reply unimplemented(String line);

    Reply unrecognized(String line);

    /** The first line of a session is that of another protocol, as of HTTP. */
    Reply otherProtocol(Peer peer);

    Reply lineTooLong(Peer peer);

    Reply tooManyBadCommands();

    /** The peer fell silent within the text of a message. */
    Reply dataTimedOut(Peer peer, String sender);

    /** Trouble of the server's own. */
    Reply trouble();

    int badCommandsMax();

    Duration delay(Flood flood, int count);

    /** Whether the unqualified name is an account of the imitated host. */
    boolean isAccount(String name);

    /** Names a message; {@code envelope} counts those of the session, from 0. */
    String queueId(Peer peer, Instant sessionStart, int envelope);

    /** The trace header that the product would put before the message (RFC 5321 section 4.4). */
    String received(Received facts);

    /** What goes into a trace header. */
    record Received(
            String helo,
            boolean extended,
            Peer peer,
            String queueId,
            List<String> recipients,
            Instant time) {}
}
