package org.honeyspam.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The Debian package, installed by apt in a clean Debian that was booted for it. */
@TestMethodOrder(OrderAnnotation.class)
final class PackageIT {
    private static final String INSTALL = "apt-get install -q -y /root/honeyspam.deb";
    private static final String RUNS = "[ $(systemctl show -P SubState honeyspam) = running ]";
    private static final String ASK_FOR_THE_SITE =
            "exec 3<>/dev/tcp/127.0.0.1/20080;"
                    + " printf 'GET / HTTP/1.0\\r\\nHost: www.example.org\\r\\n\\r\\n' >&3; cat <&3";
    private static final int LAST = Integer.MAX_VALUE;

    @TempDir private static Path folder = Path.of("");
    private static CleanDebian debian;

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        Path built = Packages.endingIn(".deb");
        debian = CleanDebian.boot(folder);
        Path copy = debian.root().resolve("root/honeyspam.deb");
        Files.copy(built, copy, StandardCopyOption.REPLACE_EXISTING);
        debian.succeed(INSTALL);
    }

    @AfterAll
    static void halt() throws InterruptedException {
        if (debian != null) {
            debian.halt();
        }
    }

    @Test
    void theServiceRunsAsItsOwnUserAndTellsThatItIsReady()
            throws IOException, InterruptedException {
        // No waiting: with Type=notify the installation ended when the ports were open.
        assertThat(debian.succeed("systemctl show honeyspam").lines())
                .contains(
                        "Type=notify",
                        "ActiveState=active",
                        "SubState=running",
                        "User=honeyspam",
                        "UnitFileState=enabled",
                        "StatusText=8 ports open");
        assertThat(
                        debian.succeed(
                                "stat -c %U /proc/$(systemctl show -P MainPID honeyspam);"
                                        + " grep CapEff /proc/$(systemctl show -P MainPID honeyspam)/status"))
                .matches("honeyspam\nCapEff:\t0{13}400\n"); // CAP_NET_BIND_SERVICE.
        assertThat(debian.succeed("journalctl -u honeyspam -o cat --no-pager"))
                .contains("relay 127.0.0.1:22525", "HoneySpam is up");
    }

    @Test
    void whatIsSecretOnlyItsUserReads() throws IOException, InterruptedException {
        assertThat(
                        debian.succeed(
                                        "cd /; stat -c '%A %U:%G %n' etc/honeyspam etc/honeyspam/*"
                                                + " var/lib/honeyspam var/lib/honeyspam/*")
                                .lines())
                .contains(
                        "drwxr-x--- honeyspam:honeyspam etc/honeyspam",
                        "-rw-r----- honeyspam:honeyspam etc/honeyspam/honeyspam.toml",
                        "-rw------- honeyspam:honeyspam etc/honeyspam/secret.key",
                        "drwx------ honeyspam:honeyspam var/lib/honeyspam",
                        "drwx------ honeyspam:honeyspam var/lib/honeyspam/mail",
                        "drwx------ honeyspam:honeyspam var/lib/honeyspam/journal",
                        "-rw------- honeyspam:honeyspam var/lib/honeyspam/console.token");
        assertThat(debian.succeed("find /usr /etc/default -user honeyspam")).isEmpty();
    }

    @Test
    void itsPortsAnswerAndItsCommandsWorkForRoot() throws IOException, InterruptedException {
        assertThat(debian.succeed(ASK_FOR_THE_SITE)).startsWith("HTTP/1.1 200 OK");
        assertThat(debian.succeed("read -r line < /dev/tcp/127.0.0.1/20025; echo \"$line\""))
                .startsWith("220 mx.example.org ESMTP Sendmail");
        assertThat(debian.succeed("honeyspam status")).contains("All is well.");
        assertThat(debian.succeed("honeyspam doctor").lines())
                .contains("ok      round: harvested, mailed and traced")
                .allSatisfy(line -> assertThat(line).startsWith("ok "));
        assertThat(debian.succeed("honeyspam trace 127.0.0.1")).contains("Visit v1");
        assertThat(debian.succeed("find /var/lib/honeyspam /etc/honeyspam ! -user honeyspam"))
                .as("files that the service could not read")
                .isEmpty();
    }

    @Test
    void aReloadTakesWhatIsRightAndTellsWhatIsWrong() throws IOException, InterruptedException {
        String configuration = "/etc/honeyspam/honeyspam.toml";
        debian.succeed("sed -i 's/^title = .*/title = \"Bees of ours\"/' " + configuration);
        debian.succeed("systemctl reload honeyspam");
        assertThat(debian.succeed(ASK_FOR_THE_SITE)).contains("Bees of ours");
        debian.succeed("sed -i.good 's/^title = .*/titel = 1/' " + configuration);
        assertThat(debian.run("systemctl reload honeyspam").exitCode()).isNotZero();
        assertThat(debian.succeed("journalctl -u honeyspam -o cat --no-pager"))
                .contains("\"titel\"");
        assertThat(debian.succeed(RUNS + "; " + ASK_FOR_THE_SITE)).contains("Bees of ours");
        debian.succeed("mv %s.good %s".formatted(configuration, configuration));
        debian.succeed("systemctl reload honeyspam");
    }

    @Test
    void aNodeWhoseHeartStopsIsStartedAgain() throws IOException, InterruptedException {
        String dropIn = "/run/systemd/system/honeyspam.service.d";
        debian.succeed(
                "mkdir -p %s; printf '[Service]\\nWatchdogSec=2s\\nRestartSec=100ms\\n' > %s/quick.conf"
                                .formatted(dropIn, dropIn)
                        + "; systemctl daemon-reload; systemctl restart honeyspam");
        String before = debian.succeed("systemctl show -P MainPID honeyspam");
        debian.succeed("sleep 5; [ $(systemctl show -P NRestarts honeyspam) = 0 ]");
        debian.succeed("kill -STOP " + before);
        debian.await("[ $(systemctl show -P NRestarts honeyspam) = 1 ] && " + RUNS);
        assertThat(debian.succeed("systemctl show -P MainPID honeyspam")).isNotEqualTo(before);
        assertThat(debian.succeed("journalctl -u honeyspam -o cat --no-pager"))
                .contains("Watchdog timeout (limit 2s)!");
        assertThat(debian.succeed(ASK_FOR_THE_SITE)).startsWith("HTTP/1.1 200 OK");
        debian.succeed("rm -r %s; systemctl daemon-reload".formatted(dropIn));
    }

    @Test
    void thereIsAPageForEachCommandAndTheShellCompletesThem()
            throws IOException, InterruptedException {
        assertThat(debian.succeed("ls /usr/share/man/man1").lines())
                .contains("honeyspam.1.gz", "honeyspam-run.1.gz", "honeyspam-block-add.1.gz");
        String complete =
                """
                source /usr/share/bash-completion/completions/honeyspam
                COMP_WORDS=(honeyspam bl); COMP_CWORD=1
                _complete_honeyspam; echo "${COMPREPLY[@]}"
                """;
        assertThat(debian.succeed(complete)).isEqualTo("blacklist block\n");
    }

    @Test
    @Order(LAST)
    void anUpdateKeepsAllARemovalTheRecordAndAPurgeNothing()
            throws IOException, InterruptedException {
        String kept =
                "sha256sum /etc/honeyspam/honeyspam.toml /etc/honeyspam/secret.key"
                        + " /var/lib/honeyspam/console.token";
        debian.succeed("echo '# mine' >> /etc/honeyspam/honeyspam.toml");
        String before = debian.succeed(kept);
        String mainPid = debian.succeed("systemctl show -P MainPID honeyspam");
        debian.succeed(INSTALL.replace("-y", "-y --reinstall"));
        debian.succeed(RUNS);
        assertThat(debian.succeed("systemctl show -P MainPID honeyspam")).isNotEqualTo(mainPid);
        assertThat(debian.succeed(kept)).isEqualTo(before);

        debian.succeed("apt-get remove -q -y honeyspam");
        assertThat(debian.run(RUNS).exitCode()).isNotZero();
        assertThat(debian.succeed(kept)).isEqualTo(before);
        assertThat(debian.succeed("ls /usr/bin /usr/lib")).doesNotContain("honeyspam");

        debian.succeed("apt-get purge -q -y honeyspam");
        assertThat(debian.succeed("find / -xdev -name '*honeyspam*' ! -path '/root/*'")).isEmpty();
        assertThat(debian.succeed("getent passwd honeyspam"))
                .as("the user stays, so that nobody gets its number")
                .contains(":/usr/sbin/nologin");
    }
}
