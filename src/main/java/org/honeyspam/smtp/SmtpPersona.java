package org.honeyspam.smtp;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.smtp.RecipientPolicy.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The imitated product: what it says when, in which order it checks, how it reads an address. Holds
 * no state of a session. The code of its answer decides what happens: a positive one to MAIL begins
 * a transaction, a 354 the text, a 220 to STARTTLS the handshake. Texts are the real product's.
 */
interface SmtpPersona {

    /**
     * What the operator lets the persona offer.
     *
     * @param messageBytesMax largest message
     * @param greetPause how long a product that waits before its banner does so
     * @param policy who decides about recipients, for products whose VRFY does as well
     * @param tls whether STARTTLS is there
     * @param auth whether AUTH is there
     * @param mechanisms that AUTH may offer, of those the product has
     */
    record Terms(
            String host,
            long messageBytesMax,
            int recipientsMax,
            Duration greetPause,
            RecipientPolicy policy,
            boolean tls,
            boolean auth,
            List<String> mechanisms) {

        /** Those of the product's mechanisms that may be offered, in its order. */
        List<String> offered(String... ofProduct) {
            return Stream.of(ofProduct).filter(mechanisms::contains).toList();
        }
    }

    /** Why a message that was begun is not taken. */
    enum Complaint {
        TOO_LARGE,
        HEADER_TOO_LARGE,
        HEADER_SYNTAX,
        LINE_TOO_LONG,
        BARE_LF,
        BARE_CR,
        NUL,
        TOO_MANY_HOPS,
        NO_ROOM,
        CUT_SHORT;

        /** As in events. */
        String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    // ---- character

    /** Longest command line that is read, its end not counted. */
    int lineBytesMax();

    /** Whether the product refuses a message that has too long a header. */
    default boolean mindsLargeHeader() {
        return false;
    }

    /** Whether the product refuses a message that has a NUL in it. */
    default boolean mindsNul() {
        return false;
    }

    /** How many Received fields a message may have, lest it go round in circles. */
    int hopsMax();

    /** Longest line of a message that is taken, its end not counted. */
    default long textLineBytesMax() {
        return Long.MAX_VALUE;
    }

    /** Whether a message with that header is taken, as far as the header goes. */
    default boolean takesHeader(String header) {
        return true;
    }

    /** How a line of a message may end. */
    LineEnds lineEnds();

    /** How long the product listens for input before its banner; zero if it does not. */
    default Duration greetPause(SmtpSession session) {
        return Duration.ZERO;
    }

    /**
     * Whether HELO and AUTH need not be said again after STARTTLS, against RFC 3207 section 4.2.
     */
    default boolean greetingOutlivesTls() {
        return false;
    }

    /** How the product does TLS. */
    TlsOffer tls();

    /** Names of the mechanisms that AUTH offers, in the order they are shown. */
    List<String> mechanisms();

    /** The challenge of CRAM-MD5, in the clear (RFC 2195 section 2). */
    String challenge(SmtpSession session, Instant now);

    /** What of a response of AUTH is base64; the rest the product passes over. */
    default String base64(String said) {
        return said;
    }

    /** What NTLM asks for, for products that offer it. */
    default NtlmChallenge ntlm(SmtpSession session, Instant now) {
        throw new IllegalStateException("this product knows no NTLM");
    }

    // ---- commands

    Reply banner(SmtpSession session, Instant now);

    /** The client spoke before the banner; a positive answer is the banner all the same. */
    Reply earlyTalker(SmtpSession session, Instant now);

    Command read(String line);

    /** What is said to this command whatever it means, as to one of another protocol; else null. */
    @Nullable Reply refusal(SmtpSession session, Command command);

    Reply hello(SmtpSession session, Command command);

    /** Checks all there is to MAIL: order, address, parameters. */
    Path mail(SmtpSession session, Command command);

    Reply senderTaken(SmtpSession session, Path.Good sender);

    /** Checks all there is to RCPT but whether mail for the address is taken. */
    Path recipient(SmtpSession session, Command command);

    /** Whether the unqualified name is an account of the imitated host. */
    boolean isAccount(String name);

    /** Says what became of a recipient; only a positive answer adds it. */
    Reply judged(SmtpSession session, Path.Good recipient, Verdict verdict);

    Reply data(SmtpSession session, Command command);

    /** Reads BDAT (RFC 3030 section 2). */
    Chunk chunk(SmtpSession session, Command command);

    Reply chunkTaken(SmtpSession session, Chunk chunk);

    Reply messageTaken(SmtpSession session);

    Reply messageRefused(SmtpSession session, Complaint complaint);

    Reply reset(SmtpSession session, Command command);

    Reply startTls(SmtpSession session, Command command);

    /** Why AUTH is not gone into, else null; the mechanism is one that is offered. */
    @Nullable Reply authRefusal(SmtpSession session, Command command);

    /** Says how an exchange of AUTH ended. */
    Reply authenticated(SmtpSession session, AuthEnd end, AuthTalk talk);

    /** All other commands: those without effect on the session, and what is none. */
    Reply other(SmtpSession session, Command command);

    /** Says no to all that needs space while there is none. */
    Reply noRoom(SmtpSession session);

    /** Holds an answer back, or changes it, when patience with the client is at its end. */
    Reply paced(SmtpSession session, Command command, Reply reply);

    // ---- trouble

    /** What a longer line than is read gets; null if its beginning is taken for a command. */
    @Nullable Reply lineTooLong(SmtpSession session);

    /** The last words to a client that is silent between commands; null if there are none. */
    @Nullable Reply timedOut(SmtpSession session);

    /** The last words to a client that sends no more and has not said good-bye; null if none. */
    default @Nullable Reply inputLost(SmtpSession session, boolean withinText) {
        return null;
    }

    /** Whether half a line is taken for a whole one when no more of it comes. */
    default boolean takesHalfLines() {
        return false;
    }

    /** Trouble of the server's own. */
    Reply trouble(SmtpSession session);

    // ---- names

    /** Whether a message has its name only when its text begins, not with its sender. */
    default boolean namesTexts() {
        return false;
    }

    /** Names the message under way. */
    String queueId(SmtpSession session, Instant now);

    /** The trace header that the product would put before the message (RFC 5321 section 4.4). */
    String received(SmtpSession session, Envelope envelope, Instant now);
}
