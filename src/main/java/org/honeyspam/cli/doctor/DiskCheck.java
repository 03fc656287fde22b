package org.honeyspam.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Room on the disk of the data folder. */
final class DiskCheck implements Check {
    @Override
    public String name() {
        return "disk";
    }

    @Override
    public List<Finding> look(Patient patient) throws IOException {
        Path folder = patient.configuration().node().dataFolder();
        if (!Files.isDirectory(folder)) {
            return List.of(); // No node ran yet.
        }
        long free = Files.getFileStore(folder).getUsableSpace();
        long least = patient.configuration().mail().diskFreeBytesMin();
        String what = "%d bytes are free, mail.disk_free_min is %d".formatted(free, least);
        String remedy = "make room, lower keep_size of [journal] and [mail], or a larger disk";
        if (free < least) {
            return List.of(Finding.failure(name(), what + ": no message is taken", remedy));
        }
        return List.of(
                free < 2 * least
                        ? Finding.warning(name(), what, remedy)
                        : Finding.ok(name(), what));
    }
}
