package org.honeyspam.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/** Reads a configuration file: all of it is good, or every mistake is told with its place. */
public final class ConfigurationFile {
    private static final int FILE_BYTES_MAX = 1 << 20;

    /** The data folder, if none is named. */
    static final String DATA = "data";

    private ConfigurationFile() {}

    /**
     * Reads and checks a file.
     *
     * @throws IOException if it cannot be read at all
     */
    public static Checked read(Path file) throws IOException {
        if (Files.size(file) > FILE_BYTES_MAX) {
            return mistake("", "the file is longer than 1 MiB", "a configuration");
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        if (UTF_8.newDecoder().decode(bytes, text, true).isError()) {
            return mistake(text.flip().toString(), "this is not UTF-8", "text in UTF-8");
        }
        return check(text.flip().toString(), file.toAbsolutePath().normalize());
    }

    /**
     * Checks a text.
     *
     * @param file that paths in it are relative to
     */
    public static Checked check(String text, Path file) {
        TomlParseResult toml = Toml.parse(text);
        if (toml.hasErrors()) {
            List<Mistake> mistakes = new ArrayList<>();
            toml.errors()
                    .forEach(
                            error ->
                                    mistakes.add(
                                            new Mistake(
                                                    error.position().line(),
                                                    error.position().column(),
                                                    firstLine(String.valueOf(error.getMessage())),
                                                    "TOML 1.0, see toml.io")));
            return Checked.bad(mistakes);
        }
        var reader = new TableReader(toml);
        var tables = reader.read();
        List<Mistake> mistakes = new ArrayList<>(reader.mistakes());
        if (!mistakes.isEmpty()) {
            return Checked.bad(mistakes);
        }
        mistakes.addAll(CrossCheck.of(tables));
        mistakes.addAll(TlsCheck.of(tables, file));
        mistakes.addAll(LineFiles.of(tables, file));
        mistakes.addAll(GeoTable.mistakes(tables, file));
        mistakes.addAll(ConsoleTable.mistakes(tables, file));
        mistakes.addAll(AlertTable.mistakes(tables, file));
        mistakes.addAll(ExportCheck.of(tables, file));
        return mistakes.isEmpty() ? Checked.good(Assembly.of(tables, file)) : Checked.bad(mistakes);
    }

    /**
     * The data folder that a file names, whatever else is wrong in it: a node that was started with
     * it before may still run there.
     *
     * @throws IOException if it cannot be read at all
     */
    public static Path dataFolder(Path file) throws IOException {
        Object named = null;
        if (Files.size(file) <= FILE_BYTES_MAX) {
            String text = new String(Files.readAllBytes(file), UTF_8);
            named = Toml.parse(text).get("node.data");
        }
        Path folder = Path.of(named instanceof String given ? given : DATA);
        return file.toAbsolutePath().normalize().resolveSibling(folder);
    }

    /** A mistake behind the text. */
    private static Checked mistake(String text, String what, String right) {
        int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
        int column = text.length() - text.lastIndexOf('\n');
        return Checked.bad(List.of(new Mistake(line, column, what, right)));
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("not TOML");
    }
}
