package org.honeyspam.content;

import java.util.Locale;
import java.util.regex.Pattern;
import org.honeyspam.content.Part.Entry;

/** What is odd about a part: programs, macros, names and types that deceive. */
final class Suspicion {
    private static final Pattern PROGRAM =
            Pattern.compile(
                    ".*\\.(?:exe|scr|pif|com|cpl|bat|cmd|vbs|vbe|js|jse|wsf|wsh|hta|msi|ps1|jar|lnk|iso|img|reg|dll|apk|chm)",
                    Pattern.DOTALL);
    private static final Pattern TWO_ENDS =
            Pattern.compile(
                    ".*\\.(?:pdf|docx?|xlsx?|txt|jpe?g|png|gif|zip|html?)\\s*\\.[a-z0-9]{2,4}",
                    Pattern.DOTALL);
    private static final Pattern TURNED = Pattern.compile("[\\u202a-\\u202e\\u2066-\\u2069]");

    private Suspicion() {}

    static void of(Part part, Notes notes) {
        name(part.name() == null ? "" : part.name(), notes);
        boolean macros = false;
        for (Entry entry : part.entries()) {
            name(entry.name(), notes);
            macros |= entry.name().endsWith("vbaProject.bin");
        }
        if (macros) {
            notes.odd(Oddity.MACROS);
        }
        switch (part.type()) {
            case FileType.PROGRAM,
                    "application/x-elf",
                    "application/x-mach-binary",
                    "application/x-ms-shortcut" ->
                    notes.odd(Oddity.EXECUTABLE);
            default -> {
                // Whatever else is told by its name or within it.
            }
        }
        if (differs(part.declared(), part.type())) {
            notes.odd(Oddity.TYPE_DIFFERS);
        }
    }

    private static void name(String name, Notes notes) {
        String lower = name.toLowerCase(Locale.ROOT).strip();
        boolean program = PROGRAM.matcher(lower).matches();
        if (program) {
            notes.odd(Oddity.EXECUTABLE);
        }
        if (TURNED.matcher(name).find() || program && TWO_ENDS.matcher(lower).matches()) {
            notes.odd(Oddity.DECEIVING_NAME);
        }
    }

    /** A picture that is a page, a page that is a program: not two names of one thing. */
    private static boolean differs(String declared, String type) {
        boolean vague = declared.startsWith("application/") || declared.startsWith("multipart/");
        String wide = type.replaceAll("/.*", "");
        boolean program =
                type.equals(FileType.PROGRAM)
                        && !declared.contains("exe")
                        && !declared.contains("octet")
                        && !declared.contains("download");
        return program || !vague && !declared.startsWith(wide);
    }
}
