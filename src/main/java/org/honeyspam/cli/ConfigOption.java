package org.honeyspam.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.honeyspam.config.Checked;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.ConfigurationFile;
import org.honeyspam.config.Mistake;
import org.honeyspam.content.SafeText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the configuration file, and how it is read for a command. */
final class ConfigOption {
    /** A package's launcher says where its service has it. */
    static final String USUAL = System.getProperty("honeyspam.config", "honeyspam.toml");

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description =
                    "Configuration file (default: the service's if installed as a package,"
                            + " else honeyspam.toml in this folder).")
    private Path file = Path.of(USUAL);

    /** The configuration; null if it is not good, and what is wrong was printed. */
    @Nullable Configuration read(PrintWriter err) {
        return read(file, err);
    }

    /** A command line by which the same configuration is taken, from any folder. */
    String command(String words) {
        if (file.equals(Path.of(USUAL))) {
            return "honeyspam " + words;
        }
        String path = file.toAbsolutePath().normalize().toString();
        boolean plain = path.matches("[\\w./@+-]+");
        String word = plain ? path : "'" + path.replace("'", "'\\''") + "'";
        return "honeyspam %s -c %s".formatted(words, word);
    }

    /** The data folder that it names, however wrong it is; null if it cannot be read. */
    @Nullable Path dataFolder(PrintWriter err) {
        try {
            return ConfigurationFile.dataFolder(file);
        } catch (IOException e) {
            sayUnreadable(file, e, err);
            return null;
        }
    }

    static @Nullable Configuration read(Path file, PrintWriter err) {
        Checked checked = check(file, err);
        if (checked != null) {
            print(file, checked.mistakes(), err);
        }
        return checked == null ? null : checked.configuration();
    }

    /** What is in the file; null if it cannot be read, and why was printed. */
    static @Nullable Checked check(Path file, PrintWriter err) {
        try {
            return ConfigurationFile.read(file);
        } catch (IOException e) {
            sayUnreadable(file, e, err);
            return null;
        }
    }

    private static void sayUnreadable(Path file, IOException e, PrintWriter err) {
        err.println(
                e instanceof NoSuchFileException
                        ? "honeyspam: there is no file %s; `honeyspam init DIR` writes one"
                                .formatted(file)
                        : "honeyspam: %s cannot be read: %s".formatted(file, e.getMessage()));
    }

    /** Each mistake with its place, its line and a mark under the column. */
    static void print(Path file, List<Mistake> mistakes, PrintWriter err) {
        List<String> lines = linesOf(file);
        for (Mistake mistake : mistakes) {
            err.println(
                    "%s:%d:%d: %s%s; right would be: %s"
                            .formatted(
                                    file,
                                    mistake.line(),
                                    mistake.column(),
                                    mistake.warning() ? "warning: " : "",
                                    SafeText.safe(mistake.what()),
                                    SafeText.safe(mistake.right())));
            if (mistake.line() <= lines.size()) {
                err.println("  | " + SafeText.safe(lines.get(mistake.line() - 1)));
                err.println("  | " + " ".repeat(Math.max(0, mistake.column() - 1)) + "^");
            }
        }
    }

    private static List<String> linesOf(Path file) {
        try {
            return Files.readString(file).lines().toList();
        } catch (IOException e) {
            return List.of(); // The mistakes stand without their lines.
        }
    }
}
