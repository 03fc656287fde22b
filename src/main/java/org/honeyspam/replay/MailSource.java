package org.honeyspam.replay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Mail that was received before: mailboxes of one file, and files of one message.
 *
 * @param bytesMax of a message
 */
record MailSource(List<Path> files, long bytesMax) implements Source {
    private static final int LINE_BYTES_MAX = 1 << 16;

    /** Takes a message. */
    interface Reader {
        void message(Found found) throws IOException;
    }

    /** The messages of a Maildir, those that nobody has seen as well; else null. */
    static @Nullable MailSource in(Path folder, long bytesMax) throws IOException {
        List<Path> files = new ArrayList<>();
        boolean maildir = false;
        for (String part : List.of("cur", "new")) {
            Path at = folder.resolve(part);
            maildir |= Files.isDirectory(at);
            if (Files.isDirectory(at)) {
                try (Stream<Path> all = Files.list(at)) {
                    all.filter(Files::isRegularFile).sorted().forEach(files::add);
                }
            }
        }
        return maildir ? new MailSource(List.copyOf(files), bytesMax) : null;
    }

    @Override
    public String kind() {
        return "mail";
    }

    void read(Reader reader, Steps steps) throws IOException {
        long left = bytes();
        long count = 0;
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                var lines = new LinePieces(in, LINE_BYTES_MAX);
                var mailbox = new MboxReader(file.toString(), lines, bytesMax);
                boolean many = isMailbox(file);
                Found found = many ? mailbox.next() : one(file, lines);
                while (found != null) {
                    reader.message(found);
                    steps.at(++count, left - lines.offset());
                    found = many ? mailbox.next() : null;
                }
                left -= lines.offset();
            }
        }
    }

    private static boolean isMailbox(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            var first = new LinePieces(in, LINE_BYTES_MAX).next();
            return first != null && MboxReader.isSeparator(MboxReader.withoutReturn(first.bytes()));
        }
    }

    private Found one(Path file, LinePieces lines) throws IOException {
        var text = new StringBuilder();
        for (var piece = lines.next(); piece != null; piece = lines.next()) {
            if (text.length() <= bytesMax) {
                String bytes = piece.bytes();
                text.append(piece.ended() ? MboxReader.withoutReturn(bytes) + "\r\n" : bytes);
            }
        }
        String wrong = text.length() > bytesMax ? MboxReader.longerThan(bytesMax) : null;
        String kept = wrong == null ? text.toString() : "";
        return new Found(file.toString(), 1, "", kept, wrong, false);
    }
}
