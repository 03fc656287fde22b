package org.honeyspam.cli.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.bait.KeyRing;
import org.honeyspam.health.Status;
import org.honeyspam.node.Guests;

/** The key, what sites are made of, and how many files the node may open. */
final class FilesCheck implements Check {
    /** Segments, libraries, views. */
    private static final int OTHER_FILES = 200;

    @Override
    public String name() {
        return "files";
    }

    @Override
    public List<Finding> look(Patient patient) {
        List<Finding> all = new ArrayList<>();
        try {
            KeyRing.read(patient.configuration().node().keyFile());
            for (String fault : Guests.faults(patient.configuration())) {
                all.add(Finding.failure(name(), fault, "change the site's robots lines"));
            }
        } catch (IOException e) {
            all.add(
                    Finding.failure(
                            name(),
                            String.valueOf(e.getMessage()),
                            "restore the key file from its copy, owned by the service's user,"
                                    + " with mode 0600"));
        }
        Status status = patient.status();
        int needed = patient.configuration().limits().connectionsMax() + OTHER_FILES;
        if (status != null) {
            for (Status.Limit limit : status.limits()) {
                if (limit.name().equals("open_files") && limit.max() < needed) {
                    all.add(
                            Finding.failure(
                                    name(),
                                    "the node may open %d files, and needs up to %d"
                                            .formatted(limit.max(), needed),
                                    "LimitNOFILE=65536 in its unit, or ulimit -n"));
                }
            }
        }
        return all.isEmpty() ? List.of(Finding.ok(name(), "key and limits of files")) : all;
    }
}
