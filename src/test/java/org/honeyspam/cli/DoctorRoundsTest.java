package org.honeyspam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.honeyspam.alert.Alert;
import org.honeyspam.cli.doctor.Finding;
import org.honeyspam.cli.doctor.Finding.Level;
import org.junit.jupiter.api.Test;

/** What the doctor finds is told when it begins and when it ends. */
final class DoctorRoundsTest {
    private final DoctorRounds.Memory memory = new DoctorRounds.Memory();

    private List<String> found(Finding... findings) {
        return memory.alerts(List.of(findings), Instant.EPOCH).stream().map(Alert::text).toList();
    }

    private static Finding failure(String check, String what) {
        return new Finding(check, Level.FAILURE, what, "mend it");
    }

    @Test
    void aFailureIsToldOnceAndItsEndOnce() {
        var ok = new Finding("ports", Level.OK, "all answer", "");
        var warning = new Finding("disk", Level.WARNING, "nearly full", "delete");
        assertThat(found(ok, warning)).isEmpty();
        assertThat(found(failure("ports", "no answer\n on 25")))
                .containsExactly("doctor: ports: no answer\\x0a on 25; do: mend it");
        assertThat(found(failure("ports", "no answer\n on 25"), failure("files", "open key")))
                .containsExactly("doctor: files: open key; do: mend it");
        assertThat(found(ok))
                .containsExactly(
                        "doctor: files: it is well again", "doctor: ports: it is well again");
        assertThat(found(ok)).isEmpty();
    }

    @Test
    void eachFailureOfACheckIsTold() {
        assertThat(
                        found(
                                failure("node", "mail is not well: x"),
                                failure("node", "journal is not well: y")))
                .hasSize(2);
        assertThat(found(failure("node", "mail is not well: x"))).isEmpty();
        assertThat(found(failure("node", "alerts is not well: webhook: gone")))
                .as("they cannot tell it")
                .containsExactly("doctor: node: it is well again");
        assertThat(found(failure("disk", "3 MB are free"))).hasSize(1);
        assertThat(found(failure("disk", "2 MB are free"))).isEmpty();
    }
}
