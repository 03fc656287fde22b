package org.honeyspam.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.journal.Recorded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WireTest {
    private static Recorded event(int number) {
        return new Recorded(
                "n-1-" + number,
                Instant.EPOCH,
                "n",
                "mx",
                "s",
                "192.0.2.7",
                1,
                "192.0.2.1",
                25,
                List.of(),
                null,
                new JournalEvent.SmtpCommand("<i>\r\n" + number, 250, List.of()));
    }

    @Test
    void whoReadsOftenSeesAllInOrder() {
        var wire = new Wire();
        long at = wire.end();
        for (int i = 0; i < 3; i++) {
            wire.tell(event(i));
        }
        Wire.Seen seen = wire.since(at);
        assertThat(seen.events())
                .extracting(p -> p.event().id())
                .containsExactly("n-1-0", "n-1-1", "n-1-2");
        assertThat(seen.missed()).isZero();
        assertThat(wire.since(seen.end()).events()).isEmpty();
    }

    @Test
    void whoReadsSeldomIsToldWhatWentBy() {
        var wire = new Wire();
        for (int i = 0; i < 10_000; i++) {
            wire.tell(event(i));
        }
        Wire.Seen seen = wire.since(0);
        assertThat(seen.events().size() + seen.missed()).isEqualTo(10_000);
        assertThat(seen.events().getLast().event().id()).isEqualTo("n-1-9999");
    }

    /** While one writes as fast as he can, nobody sees an event twice or before its time. */
    @Test
    @Timeout(30)
    void aReaderAmidWritesSeesEachOnceOrIsToldThatHeMissedIt() throws InterruptedException {
        var wire = new Wire();
        int all = 200_000;
        Thread writer =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    for (int i = 0; i < all; i++) {
                                        wire.tell(event(i));
                                    }
                                });
        long at = 0;
        long counted = 0;
        int last = -1;
        while (at < all) {
            Wire.Seen seen = wire.since(at);
            for (Wire.Passing passing : seen.events()) {
                int number = Integer.parseInt(passing.event().id().substring(4));
                assertThat(number).isGreaterThan(last);
                last = number;
            }
            counted += seen.events().size() + seen.missed();
            at = seen.end();
        }
        writer.join();
        assertThat(counted).isEqualTo(all);
    }

    @Test
    void aRowIsOneLineAndEscaped() {
        assertThat(EventRow.of(event(7)))
                .contains("&lt;i&gt;", "href=\"/ips/192.0.2.7\"")
                .doesNotContain("<i>", "\n", "\r");
    }
}
