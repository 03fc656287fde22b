package org.honeyspam.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.honeyspam.process.Installation;
import org.junit.jupiter.api.Test;

/** {@code demo --once}: what a newcomer sees first. */
final class DemoIT {
    @Test
    void theDemoShowsItAllAndEndsWell() throws IOException, InterruptedException {
        var finished = Installation.program().run("demo", "--once");
        assertThat(finished.exitCode()).as(finished.err()).isZero();
        assertThat(finished.out())
                .containsSubsequence(
                        "1. A crawler that obeys robots.txt",
                        "has 0 addresses",
                        "2. A harvester that does not",
                        "3. A spammer",
                        "250 2.0.0",
                        "4. Now he hides behind the open proxy",
                        "200 Connection established",
                        "5. His friend",
                        "550 5.1.1",
                        "honeyspam trace",
                        "taken by         127.0.0.20",
                        "by way of        http-connect",
                        "honeyspam blacklist",
                        "harvested=");
    }

    @Test
    void aPortThatIsTakenIsNoHindrance() throws IOException, InterruptedException {
        try (var taken = new ServerSocket(8481, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(taken.isBound()).isTrue();
            assertThat(Installation.program().run("demo", "--once").exitCode()).isZero();
        }
    }
}
