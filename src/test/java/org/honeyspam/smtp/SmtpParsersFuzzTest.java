package org.honeyspam.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.honeyspam.TestNode;
import org.honeyspam.fuzz.Deaf;
import org.honeyspam.fuzz.Noise;
import org.honeyspam.fuzz.Words;
import org.honeyspam.smtp.PostfixTarget.Place;
import org.junit.jupiter.api.Test;

/** The readers of SMTP, each on its own: any line and any message is a value. */
class SmtpParsersFuzzTest {
    private static final SendmailPath PATH = new SendmailPath(Set.of("mx.example"));

    private static final int CASES = 20_000;
    private static final long MESSAGE_BYTES_MAX = 300;

    /** The longest echo of a line, and the longest text around it. */
    private static final int REPLY_BYTES_MAX = 30_000;

    private static final List<String> PATHS =
            List.of(
                    "FROM:<a@sender.example>",
                    "TO:<b@victim.example>",
                    "FROM:<> SIZE=100 BODY=8BITMIME",
                    "TO:<@a.example,@b.example:c@two.example>",
                    "TO:\"quoted \\\" part\"@victim.example (comment)",
                    "FROM:|/bin/sh",
                    "TO:</etc/passwd>",
                    "<>()@\"\\,:;");
    private static final List<String> PARAMETERS =
            List.of(
                    "SIZE=1000",
                    "SIZE=-1",
                    "SIZE=00000000000000000000000001",
                    "BODY=7BIT",
                    "RET=HDRS",
                    "ENVID=a+41+",
                    "AUTH=<>",
                    "BY=+10;RT",
                    "NOTIFY=SUCCESS,FAILURE,NEVER",
                    "ORCPT=rfc822;a@b.example",
                    " ",
                    "=",
                    ";");
    private static final List<String> TEXT =
            List.of(
                    "Subject: hello\r\n world\r\n",
                    "Message-ID: <1@sender.example>\r\n",
                    "Content-Type: multipart/mixed; boundary=\"x\"\r\n",
                    "Subject: =?utf-8?B?w6k=?=\r\n",
                    "\r\n",
                    "--x\r\n",
                    ".\r\n",
                    "..\r\n",
                    "\r\n.\r\n");

    static void each(List<String> phrases, java.util.function.Consumer<String> parser) {
        for (long seed = 0; seed < CASES; seed++) {
            String line = new Noise(seed, phrases).line();
            try {
                parser.accept(line);
            } catch (RuntimeException | StackOverflowError e) {
                fail("seed %d threw on: %s".formatted(seed, line), e);
            }
        }
    }

    static void bounded(Reply reply) {
        assertThat(reply.bytes().length).isLessThan(REPLY_BYTES_MAX);
        assertThat(reply.lines()).isNotEmpty();
    }

    @Test
    void anyPathIsTakenOrRefused() {
        each(
                PATHS,
                line -> {
                    for (Path path :
                            List.of(
                                    PATH.sender(line, MESSAGE_BYTES_MAX),
                                    PATH.recipient(line),
                                    ExchangePath.sender(line, MESSAGE_BYTES_MAX),
                                    ExchangePath.recipient(line, true))) {
                        switch (path) {
                            case Path.Bad bad -> bounded(bad.reply());
                            case Path.Good good ->
                                    assertThat(good.address().length()).isLessThan(572);
                        }
                    }
                });
    }

    @Test
    void anyPathIsReadAsPostfixDoes() {
        var paths = new PostfixPath("mx.example");
        each(
                PATHS,
                line -> {
                    var words = PostfixCommands.words("RCPT " + line);
                    var parameters = PostfixParameters.ofMail(MESSAGE_BYTES_MAX, false);
                    for (Path path :
                            List.of(
                                    paths.sender(words, parameters),
                                    paths.recipient(words, true),
                                    paths.verified(line, false))) {
                        switch (path) {
                            case Path.Bad bad -> echoing(line, bad.reply());
                            case Path.Good good -> {
                                assertThat(PostfixAddress.in(good.typed())).hasSizeLessThan(2);
                                var target = PostfixTarget.of(good.address(), "mx.example");
                                assertThat(target.place()).isNotEqualTo(Place.NOWHERE);
                            }
                        }
                    }
                });
    }

    @Test
    void anyParametersAreReadAsPostfixDoes() {
        each(
                PARAMETERS,
                line -> {
                    List<String> words = List.of(line.split("[ \t]+", -1));
                    for (Reply reply :
                            Arrays.asList(
                                    PostfixParameters.ofMail(MESSAGE_BYTES_MAX, false).check(words),
                                    PostfixParameters.checkRcpt(words))) {
                        if (reply != null) {
                            echoing(line, reply);
                        }
                    }
                });
    }

    @Test
    void anyCommandIsReadAsPostfixDoes() {
        var session = new SmtpSession(TestNode.peer("relay", 25), Instant.EPOCH);
        var chunks = new PostfixChunks(MESSAGE_BYTES_MAX);
        each(
                Words.SMTP,
                line -> {
                    Command command = PostfixCommands.read(line);
                    Reply refusal = PostfixCommands.refusal(command);
                    assertThat(!command.word().isEmpty() || refusal != null).as(line).isTrue();
                    echoing(line, PostfixCommands.answer(session, command));
                    assertThat(chunks.read(session, command).sizeBytes()).isNotNegative();
                });
    }

    /** Postfix shows a line whole. */
    private static void echoing(String line, Reply reply) {
        assertThat(reply.bytes().length).isLessThan(line.length() + 100);
        assertThat(reply.lines()).hasSize(1);
    }

    @Test
    void anyParametersAreTakenOrRefused() {
        each(
                PARAMETERS,
                line -> {
                    Reply mail = SendmailParameters.checkMail(line, MESSAGE_BYTES_MAX);
                    Reply rcpt = SendmailParameters.checkRcpt(line);
                    Reply exchangeMail = ExchangeParameters.checkMail(line, MESSAGE_BYTES_MAX);
                    Reply exchangeRcpt = ExchangeParameters.checkRcpt(line);
                    for (Reply wrong : Arrays.asList(mail, rcpt, exchangeMail, exchangeRcpt)) {
                        if (wrong != null) {
                            bounded(wrong);
                        }
                    }
                });
    }

    private static Reply verified(String verb, String line) {
        var command = new Command(Command.Verb.OTHER, verb, line.strip(), line);
        boolean list = SendmailVerification.isList(line);
        return SendmailVerification.of(PATH, "mx.example", command, list);
    }

    @Test
    void anyCommandIsAnswered() {
        var commands = new SendmailCommands("mx.example");
        each(
                Words.SMTP,
                line -> {
                    bounded(verified("VRFY", line));
                    bounded(verified("EXPN", line));
                    bounded(commands.etrn(line));
                    bounded(SendmailCommands.unrecognized(line));
                    assertThat(SendmailHelp.about(line).lines()).hasSizeLessThan(100);
                });
    }

    @Test
    void anyHeaderHasFieldsOrHasNone() {
        each(
                TEXT,
                text -> {
                    var head = new MessageHead();
                    head.add(text.replace("\r", "\r\n").getBytes(ISO_8859_1));
                    MessageHead.Fields fields = head.fields();
                    for (String value : Arrays.asList(fields.subject(), fields.messageId())) {
                        assertThat(value == null ? 0 : value.length()).isLessThan(999);
                    }
                });
    }

    @Test
    void theEndOfAMessageIsFoundWhereverItIsCut() {
        for (long seed = 0; seed < CASES; seed++) {
            byte[] text = new Noise(seed, TEXT).bytes();
            LineEnds ends = ends(new SplittableRandom(seed));
            String whole = read(text, ends, new SplittableRandom(seed), Integer.MAX_VALUE);
            String cut = read(text, ends, new SplittableRandom(seed), 5);
            assertThat(cut).as("seed %d", seed).isEqualTo(whole);
        }
    }

    private static LineEnds ends(SplittableRandom dice) {
        LineEnds.Sense[] senses = LineEnds.Sense.values();
        return new LineEnds(
                senses[dice.nextInt(3)], senses[dice.nextInt(3)], senses[dice.nextInt(3)]);
    }

    private static String read(byte[] text, LineEnds ends, SplittableRandom dice, int pieceMax) {
        var reader = new DataReader(ends, MESSAGE_BYTES_MAX);
        var sink = new Kept();
        var head = new MessageHead();
        int at = 0;
        boolean stopped = false;
        while (at < text.length && !stopped) {
            int length = pieceMax > text.length ? text.length : dice.nextInt(1, pieceMax + 1);
            byte[] piece = Arrays.copyOfRange(text, at, Math.min(text.length, at + length));
            at += reader.feed(piece, 0, sink, head::add);
            stopped = reader.ended() || reader.refusal() != null;
        }
        assertThat(sink.bytes.size()).isLessThanOrEqualTo(text.length);
        return "%d %d %b %b %s %b %s %s %s"
                .formatted(
                        at,
                        reader.sizeBytes(),
                        reader.ended(),
                        reader.tooLarge(),
                        reader.refusal(),
                        reader.nul(),
                        reader.smuggled(),
                        sink.bytes.toString(ISO_8859_1),
                        head.fields());
    }

    /** Keeps the message. */
    private static final class Kept extends Deaf {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public boolean keep(byte[] piece) {
            bytes.writeBytes(piece);
            return super.keep(piece);
        }

        @Override
        public void discard() {
            super.discard();
            bytes.reset();
        }
    }
}
