package org.honeyspam.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import org.honeyspam.health.Status;

/** Whether the node runs, works, has the configuration of its file, and is not at its limits. */
final class NodeCheck implements Check {
    private static final int NEAR_PERCENT = 90;

    @Override
    public String name() {
        return "node";
    }

    @Override
    public List<Finding> look(Patient patient) {
        Status status = patient.status();
        if (status == null) {
            return List.of(
                    Finding.failure(
                            name(),
                            "no node runs on the data folder "
                                    + patient.configuration().node().dataFolder(),
                            "start it: honeyspam run, or systemctl start honeyspam"));
        }
        List<Finding> all = new ArrayList<>();
        for (Status.Part part : status.parts()) {
            if (!part.well()) {
                String what = "%s is not well: %s".formatted(part.name(), part.note());
                all.add(Finding.failure(name(), what, remedy(part.name())));
            }
        }
        if (!patient.isAsConfigured()) {
            all.add(
                    Finding.warning(
                            name(),
                            "its ports are not those of the file: that was changed since",
                            "honeyspam reload"));
        }
        for (Status.Limit limit : status.limits()) {
            boolean disk = limit.name().startsWith("disk"); // Has a check of its own.
            boolean heap = limit.name().startsWith("heap"); // Is collected when it is full.
            if (!disk && !heap && limit.now() * 100.0 > (double) limit.max() * NEAR_PERCENT) {
                String what =
                        "%s: %d of %d are used".formatted(limit.name(), limit.now(), limit.max());
                all.add(
                        Finding.warning(
                                name(), what, "raise the limit, see docs/configuration.md"));
            }
        }
        return all.isEmpty() ? List.of(Finding.ok(name(), "it runs, and all is well")) : all;
    }

    private static String remedy(String part) {
        return switch (part) {
            case "journal" -> "make room on the disk, or see in the log why it cannot be written";
            case "mail" -> "make room on the disk, or lower mail.disk_free_min";
            case "views" -> "see the log; if they are damaged: honeyspam rebuild";
            case "configuration" -> "honeyspam config check tells the mistakes; then reload";
            case "alerts" -> "honeyspam alert test; then see [alerts], and a firewall";
            case "probe_release" -> "see the log: probe.db or the disk";
            case "file_watch" ->
                    "if it was not you: honeyspam tail --all --once --filter action=file_changed,"
                            + " and honeyspam verify; take it from the network";
            default -> "make the folder, or let the service's user write there";
        };
    }
}
