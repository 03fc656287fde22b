package org.honeyspam.share;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.honeyspam.intel.Letter;

/** A mailbox in one file, in the dialect mboxrd: a line that begins with From is quoted by ">". */
public final class MboxFile implements MailFormat {
    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final byte[] FROM = "From ".getBytes(ISO_8859_1);

    private final Path file;
    private final Path part;
    private final OutputStream out;

    /** Begins a new file, which replaces one of that name when it is finished. */
    public MboxFile(Path file) throws IOException {
        this.file = file;
        this.part = Private.beside(file);
        this.out = new BufferedOutputStream(Files.newOutputStream(part));
    }

    @Override
    public boolean add(Letter letter, byte[] text) throws IOException {
        write(out, letter, text);
        return true;
    }

    /** Writes one message of a mailbox. */
    public static void write(OutputStream out, Letter letter, byte[] text) throws IOException {
        String sender = Delivery.plain(letter.sender()).replace(' ', '?');
        String from = sender.isEmpty() ? "MAILER-DAEMON" : sender;
        out.write(
                "From %s %s\n".formatted(from, ASCTIME.format(letter.time())).getBytes(ISO_8859_1));
        byte[] message = Delivery.of(letter, text);
        int at = 0;
        while (at < message.length) {
            int end = at;
            while (end < message.length && message[end] != '\n') {
                end++;
            }
            if (isFrom(message, at)) {
                out.write('>');
            }
            out.write(message, at, end - at);
            out.write('\n');
            at = end + 1;
        }
        out.write('\n');
    }

    /** Whether the line, without the quotes it has already, begins with From and a blank. */
    private static boolean isFrom(byte[] message, int lineStart) {
        int at = lineStart;
        while (at < message.length && message[at] == '>') {
            at++;
        }
        for (byte expected : FROM) {
            if (at >= message.length || message[at++] != expected) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void finish() throws IOException {
        out.close();
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(part);
    }
}
