package org.honeyspam.cli.doctor;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.config.Configuration;
import org.honeyspam.health.Status;
import org.jspecify.annotations.Nullable;

/** Has each check look at the patient, and gathers what they find. */
public final class Doctor {
    private static final List<Check> ALL =
            List.of(
                    new NodeCheck(),
                    new FilesCheck(),
                    new DiskCheck(),
                    new ClockCheck(),
                    new CertificateCheck(),
                    new PortCheck(),
                    new PersonaCheck(),
                    new MailCheck(),
                    new RelayCheck(),
                    new ProxyCheck(),
                    new NameCheck(),
                    new HostsCheck());

    private Doctor() {}

    /**
     * Looks at a node from this machine.
     *
     * @param status of the node; null if none runs
     */
    public static List<Finding> examine(
            Configuration configuration, @Nullable Status status, Instant now)
            throws InterruptedException {
        return examine(new Patient(configuration, status, now));
    }

    static List<Finding> examine(Patient patient) throws InterruptedException {
        List<Finding> all = new ArrayList<>();
        for (Check check : ALL) {
            try {
                all.addAll(check.look(patient));
            } catch (IOException e) {
                all.add(
                        Finding.failure(
                                check.name(),
                                String.valueOf(e.getMessage()),
                                "look at the log of the node at this moment, and at a firewall"));
            }
        }
        return all;
    }
}
