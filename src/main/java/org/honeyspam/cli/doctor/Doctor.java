package org.honeyspam.cli.doctor;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.honeyspam.config.Configuration;
import org.honeyspam.health.Status;
import org.jspecify.annotations.Nullable;

/** Has each check look at the patient, and tells what they find. */
public final class Doctor {
    /** Longer than a healthy node takes for all, also behind a pause before its greetings. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

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

    /** Knows how the node is. */
    public interface Asked {
        /** Null if none runs. */
        @Nullable Status status() throws IOException;
    }

    /** Hears of the look as it goes on. */
    public interface Hearer {
        /** Something is looked at now. */
        default void begins(String check) {}

        void found(Finding finding);
    }

    /**
     * Looks at a node from this machine.
     *
     * @throws IOException if a node runs that does not tell how it is
     */
    public static void examine(Configuration configuration, Asked node, Instant now, Hearer hearer)
            throws IOException, InterruptedException {
        examine(new Patient(configuration, node.status(), node, now, PATIENCE), hearer);
    }

    static void examine(Patient patient, Hearer hearer) throws InterruptedException {
        for (Check check : ALL) {
            hearer.begins(check.name());
            try {
                check.look(patient).forEach(hearer::found);
            } catch (IOException e) {
                hearer.found(
                        Finding.failure(
                                check.name(), String.valueOf(e.getMessage()), Finding.SEE_LOG));
            }
        }
    }
}
