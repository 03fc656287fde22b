package org.honeyspam.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.honeyspam.config.Configuration;
import org.honeyspam.jail.Rules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a configuration needs of the machine, and what a reload may not ask for. */
final class NeedsTest {
    private final TestConfiguration file;
    private final Path folder;

    NeedsTest(@TempDir Path folder) {
        this.folder = folder;
        this.file = new TestConfiguration(folder);
    }

    private Configuration with(String tables) throws IOException {
        return file.write(TestConfiguration.listener("mx", 2525, "mx.one.example", "") + tables);
    }

    private Set<Integer> ports(String tables) throws IOException {
        return Needs.of(with(tables), Set.of(2525)).ports();
    }

    @Test
    void nothingIsConnectedToUntilSomethingIsTurnedOn() throws IOException {
        assertThat(ports("")).isEmpty();
        assertThat(ports("[probe]\nmode = \"first\"\n")).containsExactlyInAnyOrder(25, 53);
        assertThat(
                        ports(
                                """
                                [probe]
                                mode = "hold"
                                smart_host = "127.0.0.1:2500"
                                dns = ["127.0.0.1:5300"]
                                """))
                .containsExactlyInAnyOrder(2500, 5300);
        assertThat(ports("[crawlers]\nlook_ups = true\n")).containsExactly(53);
    }

    @Test
    void aDatabaseIsReachedAtItsPort() throws IOException {
        String views = "[views]\ndatabase = \"jdbc:postgresql:%s\"\n";
        assertThat(ports(views.formatted("//127.0.0.1/x"))).containsExactlyInAnyOrder(53, 5432);
        assertThat(ports(views.formatted("//a:5433,[::1]:5434/x")))
                .containsExactlyInAnyOrder(53, 5433, 5434);
        assertThat(ports(views.formatted("x"))).containsExactlyInAnyOrder(53, 5432);
    }

    @Test
    void alertsGoToTheirPlacesAndTheDoctorToItsOwnPorts() throws IOException {
        String syslog = "[alerts]\nrules = [%s]\nsyslog = \"tcp://192.0.2.1:6514\"\n";
        assertThat(ports(syslog.formatted("\"disk\""))).containsExactlyInAnyOrder(53, 6514);
        assertThat(ports(syslog.formatted("\"doctor\""))).containsExactlyInAnyOrder(53, 6514, 2525);
    }

    @Test
    void filesThatAreNamedCanBeReadAlsoWhenTheyAreReplaced() throws IOException {
        Path live = Files.createDirectories(folder.resolve("live"));
        Path archive = Files.createDirectories(folder.resolve("archive"));
        Files.writeString(archive.resolve("robots3.txt"), "User-agent: x\nDisallow: /y\n");
        Files.createSymbolicLink(live.resolve("robots.txt"), archive.resolve("robots3.txt"));
        Path lists = Files.createDirectories(folder.resolve("lists"));
        Configuration configuration =
                file.writeAll(
                        """
                        [[site]]
                        host = "www.one.example"
                        domain = "one.example"
                        title = "One"
                        robots = "live/robots.txt"

                        [[export]]
                        format = "plain"
                        file = "lists/black.txt"
                        """
                                + TestConfiguration.listener("mx", 0, "mx.one.example", ""));
        Rules needs = Needs.of(configuration, Set.of());
        assertThat(needs.reads()).contains(folder, live, archive.toRealPath());
        assertThat(needs.writes()).contains(lists, folder.resolve("data"));
        assertThat(needs.writes()).doesNotContain(folder, live);
    }

    @Test
    void aNewPortIsRefusedForTheDoctorsSakeOnlyAndThatIsSaid() throws IOException {
        String doctor = "[alerts]\nrules = [%s]\nsyslog = \"tcp://192.0.2.1:6514\"\n";
        String second = TestConfiguration.listener("relay", 2526, "relay.one.example", "");
        Rules kept = Needs.of(with(doctor.formatted("\"doctor\"")), Set.of(2525));
        assertThat(Restart.beyond(kept, with(second + doctor.formatted("\"doctor\""))))
                .containsExactly(
                        "it needs to connect to port 2526 for the doctor, who visits each listener"
                                + " as long as alerts.rules has \"doctor\"; the node gave that up"
                                + " when it started: restart it");
        assertThat(Restart.beyond(kept, with(second + doctor.formatted("\"disk\"")))).isEmpty();
        String hosts =
                "[[hosts]]\nnetworks = [\"198.51.100.0/24\"]\nmix = [\"rest proxy squid 3128\"]\n";
        assertThat(Restart.beyond(kept, with(hosts + doctor.formatted("\"doctor\""))))
                .singleElement()
                .asString()
                .startsWith("it needs to connect to port 3128 for the doctor");
    }

    @Test
    void aReloadMayNotAskForMoreThanWasKept() throws IOException {
        Rules kept = Needs.of(with(""), Set.of(2525));
        assertThat(Restart.beyond(kept, with("[journal]\nsegment_size = \"1MiB\"\n"))).isEmpty();
        assertThat(Restart.beyond(kept, with("[probe]\nmode = \"first\"\n")))
                .containsExactly(
                        "it needs to connect to port 25 for the probe release; the node gave that up when it started: restart it",
                        "it needs to connect to port 53 for the probe release; the node gave that up when it started: restart it");
        String export = "[[export]]\nformat = \"plain\"\nfile = \"/srv/lists/black.txt\"\n";
        assertThat(Restart.beyond(kept, with(export)))
                .containsExactly(
                        "it needs to write into /srv/lists; the node gave that up when it started: restart it");
    }
}
