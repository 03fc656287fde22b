package org.honeyspam.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells the type of a part by its first bytes: those that come by mail, and those that do harm. */
final class FileType {
    static final String ZIP = "application/zip";
    static final String TAR = "application/x-tar";
    static final String GZIP = "application/gzip";
    static final String PROGRAM = "application/vnd.microsoft.portable-executable";

    private static final int TAR_MARK = 257;
    private static final int ISO_MARK = 32_769;
    private static final int HEAD_BYTES = 1_024;
    private static final Pattern HTML =
            Pattern.compile(
                    "^\\s*+(?:<\\?xml[^>]*+>\\s*+)?(?:<!--|<!doctype html|<(?:html|head|body|title|table|div|meta|center|script|style|font|p|br)[\\s>/])",
                    Pattern.CASE_INSENSITIVE);

    /** First bytes, one character a byte, and what they mean. */
    private record Mark(String bytes, String type) {}

    private static final List<Mark> MARKS =
            List.of(
                    new Mark("PK\3\4", ZIP),
                    new Mark("PK\5\6", ZIP),
                    new Mark("\u001f\u008b", GZIP),
                    new Mark("BZh", "application/x-bzip2"),
                    new Mark("\u00fd7zXZ\0", "application/x-xz"),
                    new Mark("7z\u00bc\u00af'\u001c", "application/x-7z-compressed"),
                    new Mark("Rar!\u001a\7", "application/vnd.rar"),
                    new Mark("MSCF", "application/vnd.ms-cab-compressed"),
                    new Mark("`\u00ea", "application/x-arj"),
                    new Mark("\u007fELF", "application/x-elf"),
                    new Mark("\u00cf\u00fa\u00ed\u00fe", "application/x-mach-binary"),
                    new Mark("\u00ca\u00fe\u00ba\u00be", "application/java-vm"),
                    new Mark("#!", "text/x-script"),
                    new Mark("%PDF-", "application/pdf"),
                    new Mark("{\\rtf", "application/rtf"),
                    new Mark(
                            "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1",
                            "application/x-ole-storage"),
                    new Mark("\u00e4R\\{\u008c\u00d8\u00a7M", "application/onenote"),
                    new Mark("L\0\0\0\1\u0014\2\0", "application/x-ms-shortcut"),
                    new Mark("ITSF", "application/vnd.ms-htmlhelp"),
                    new Mark("x\u009f>\"", "application/vnd.ms-tnef"),
                    new Mark("\u0089PNG\r\n\u001a\n", "image/png"),
                    new Mark("\u00ff\u00d8\u00ff", "image/jpeg"),
                    new Mark("GIF87a", "image/gif"),
                    new Mark("GIF89a", "image/gif"),
                    new Mark("BM", "image/bmp"),
                    new Mark("II*\0", "image/tiff"),
                    new Mark("MM\0*", "image/tiff"),
                    new Mark("ID3", "audio/mpeg"),
                    new Mark("OggS", "application/ogg"),
                    new Mark("SQLite format 3\0", "application/vnd.sqlite3"));

    private FileType() {}

    static String of(byte[] bytes, String declared) {
        String head = new String(bytes, 0, Math.min(HEAD_BYTES, bytes.length), ISO_8859_1);
        if (head.startsWith("MZ") && isProgram(bytes)) {
            return PROGRAM;
        }
        for (Mark mark : MARKS) {
            // Two letters are too few for text that says it is text.
            boolean sure = mark.bytes.length() > 2 || !declared.startsWith("text/");
            if (sure && head.startsWith(mark.bytes)) {
                return mark.type;
            }
        }
        if (at(bytes, TAR_MARK, "ustar")) {
            return TAR;
        }
        if (at(bytes, ISO_MARK, "CD001")) {
            return "application/x-iso9660-image";
        }
        if (head.startsWith("RIFF")) {
            return at(bytes, 8, "WEBP") ? "image/webp" : "audio/x-wav";
        }
        return text(head, declared);
    }

    private static String text(String head, String declared) {
        String lower = head.toLowerCase(Locale.ROOT);
        if (declared.equals("image/svg+xml") || lower.stripLeading().startsWith("<svg")) {
            return "image/svg+xml";
        }
        if (HTML.matcher(head).find()) {
            return "text/html";
        }
        boolean known = declared.matches("[\\w.+-]{1,100}/[\\w.+-]{1,100}");
        return known ? declared : binary(head) ? "application/octet-stream" : "text/plain";
    }

    private static boolean binary(String head) {
        return head.indexOf('\0') >= 0;
    }

    private static boolean at(byte[] bytes, int offset, String mark) {
        return bytes.length >= offset + mark.length()
                && new String(bytes, offset, mark.length(), ISO_8859_1).equals(mark);
    }

    /** MZ begins a word, too: a program has its second header where the first one says. */
    private static boolean isProgram(byte[] bytes) {
        if (bytes.length < 64) {
            return false;
        }
        long at = Numbers.little(bytes, 60, 4);
        return at + 4 <= bytes.length
                        && at >= 4
                        && bytes[(int) at] == 'P'
                        && bytes[(int) at + 1] == 'E'
                || new String(bytes, 0, Math.min(HEAD_BYTES, bytes.length), ISO_8859_1)
                        .contains("DOS mode");
    }

    /** What a zip is by what it holds. */
    static String refined(String type, List<Part.Entry> entries) {
        if (!type.equals(ZIP)) {
            return type;
        }
        for (Part.Entry entry : entries) {
            String name = entry.name();
            if (name.startsWith("word/")) {
                return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
            } else if (name.startsWith("xl/")) {
                return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            } else if (name.startsWith("ppt/")) {
                return "application/vnd.openxmlformats-officedocument.presentationml.presentation";
            } else if (name.equals("AndroidManifest.xml")) {
                return "application/vnd.android.package-archive";
            } else if (name.equals("META-INF/MANIFEST.MF")) {
                return "application/java-archive";
            } else if (name.equals("META-INF/manifest.xml")) {
                return "application/vnd.oasis.opendocument";
            }
        }
        return type;
    }
}
