package org.honeyspam.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.honeyspam.fuzz.Noise;
import org.junit.jupiter.api.Test;

/**
 * Whatever is in a mailbox, it is messages or none, and each can be taken or is refused in words.
 */
class MailFuzzTest {
    private static final int CASES = 10_000;
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final List<String> PHRASES =
            List.of(
                    "From a@b.example Fri Jan  2 03:04:05 2026\n",
                    "\nFrom a@b.example Fri Jan  2 03:04:05 2026\n",
                    "Return-Path: <a@b.example>\n",
                    "X-Original-To: c@d.example, e@f.example\n",
                    "Delivered-To: ",
                    "Received: from x (y [192.0.2.7]) by z id 123 for <c@d.example>; Fri, 2 Jan 2026 03:04:05 +0000\n",
                    "Received: from [IPv6:2001:db8::7] by z; ",
                    "\tby z; Mon, 99 Feb 2026 99:99:99 +9999\n",
                    "Subject: a\n b\n",
                    "X-IMAP: 1\n",
                    "Status: RO\n",
                    ">>From a\n",
                    "\n",
                    "\r\n",
                    ":",
                    "<",
                    "\u0000");

    @Test
    void anyMailboxIsMessagesOrNone() {
        for (long seed = 0; seed < CASES; seed++) {
            String text = PHRASES.get(0) + new Noise(seed, PHRASES).line();
            var terms = new OldMail.Terms(1 + (int) (seed % 3), List.of(), NOW);
            try {
                for (Found found : MboxReaderTest.read(text, 1 + (int) (seed % 50), 4_096)) {
                    assertThat(found.line()).isPositive();
                    read(found, terms);
                }
            } catch (IOException | RuntimeException | StackOverflowError e) {
                fail("seed %d threw on: %s".formatted(seed, text), e);
            }
        }
    }

    private static void read(Found found, OldMail.Terms terms) {
        try {
            OldMail mail = OldMail.of(found, terms);
            if (mail != null) {
                assertThat(mail.time()).isBetween(Instant.EPOCH, NOW.plusSeconds(3_600));
                assertThat(mail.ip()).isNotEmpty();
            }
        } catch (OldMail.Unfit e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }
}
