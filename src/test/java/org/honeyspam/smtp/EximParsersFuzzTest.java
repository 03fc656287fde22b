package org.honeyspam.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.honeyspam.smtp.SmtpParsersFuzzTest.bounded;
import static org.honeyspam.smtp.SmtpParsersFuzzTest.each;

import java.time.Instant;
import java.util.List;
import org.honeyspam.TestNode;
import org.honeyspam.smtp.EximAddress.Found;
import org.junit.jupiter.api.Test;

/**
 * Exim's readers of addresses, parameters and headers: any text is a value, and comes to an end.
 */
class EximParsersFuzzTest {
    private static final List<String> PATHS =
            List.of(
                    "<a@sender.example>",
                    "<> SIZE=100 BODY=8BITMIME PRDR",
                    "<@a.example,@b.example:c@two.example>",
                    "\"quoted \\\" part\"@victim.example (comment (nested))",
                    "A B <a.b..c@d.example> ENVID=a RET=HDRS",
                    "a@[192.0.2.1]",
                    "AUTH=a+41",
                    "SIZE=-99999999999999999999",
                    "<>()@\"\\,:; =\t");
    private static final List<String> FIELDS =
            List.of(
                    "From: A B <a@b.example>\r\n",
                    "To: undisclosed-recipients:;\r\n",
                    "Cc: group: a@b.example, c@d.example;,\r\n\t(folded)\r\n",
                    "Resent-Bcc: <@a.example,@b.example:c@d.example>\r\n",
                    "Subject: x\r\n",
                    "\r\n",
                    "<>()@\"\\,:; \t");
    private static final int MESSAGE_BYTES_MAX = 300;

    private static SmtpSession extended() {
        var session = new SmtpSession(TestNode.peer("relay", 25), Instant.EPOCH);
        session.count(EximPath.EXTENDED);
        return session;
    }

    @Test
    void anyArgumentIsTakenOrRefused() {
        var paths = new EximPath("mx.example", MESSAGE_BYTES_MAX);
        var access = new EximAccess("mx.example");
        each(
                PATHS,
                line -> {
                    for (Path path :
                            List.of(
                                    paths.sender(extended(), line),
                                    paths.recipient(extended(), line),
                                    paths.verified(line))) {
                        switch (path) {
                            case Path.Bad bad -> bounded(bad.reply());
                            case Path.Good good when good.address().isEmpty() ->
                                    assertThat(good.typed()).contains("<");
                            case Path.Good good -> {
                                assertThat(good.address()).contains("@");
                                assertThat(access.isAccount(good.address())).isIn(true, false);
                                Reply reply = access.restriction(good.address());
                                assertThat(reply == null || reply.code() == 550).isTrue();
                            }
                        }
                    }
                });
    }

    @Test
    void whatIsReadIsReadAgainAsTheSame() {
        each(
                PATHS,
                line -> {
                    Found found = EximAddress.in(line, false);
                    if (found.error() == null && found.address().indexOf('[') < 0) {
                        assertThat(EximAddress.in("<" + found.address() + ">", false))
                                .isEqualTo(found);
                    }
                });
    }

    @Test
    void anyHeaderIsSoundOrNot() {
        each(FIELDS, header -> assertThat(EximHeader.isSound(header)).isIn(true, false));
    }

    @Test
    void anyChunkHasASizeOrIsRefused() {
        each(
                List.of("5", "LAST", "-1", "99999999999", " ", "0x", "\t"),
                line -> {
                    var session = extended();
                    session.greets("x", true);
                    Chunk chunk = EximChunks.read(session, EximCommands.read("BDAT " + line));
                    assertThat(chunk.sizeBytes()).isBetween(0L, 0xffff_ffffL);
                    assertThat(chunk.refusal()).isNotNull();
                });
    }
}
