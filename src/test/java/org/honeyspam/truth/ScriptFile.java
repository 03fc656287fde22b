package org.honeyspam.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the sessions of a file. {@code == name} begins one, {@code == name (timed)} one whose pace
 * matters, {@code == name (early)} one that speaks before it is greeted, {@code == name (each)} one
 * for each send behind {@code --}, with what stands before it.
 *
 * <p>{@code C:} is a line, {@code R:} bytes as they stand, {@code B:} bytes that are sent only if a
 * text was asked for; {@code T:} is the handshake of TLS, {@code E:} the end of all that is sent.
 * {@code >} for the colon sends it together with the next; a number before it is how many replies
 * there are, if not one; {@code 3x } in front does it three times.
 */
final class ScriptFile {
    private static final Pattern TITLE = Pattern.compile("== (.+?)(?: \\((timed|early|each)\\))?");
    private static final Pattern LINE = Pattern.compile("(?:(\\d+)x )?([CRBTE])(\\d*)([:>]) ?(.*)");
    private static final Pattern REPEATED = Pattern.compile("\\$\\{(.+?)\\*(\\d+)}");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(x[0-9a-f]{2}|.)");

    private final String file;
    private final List<Script> scripts = new ArrayList<>();
    private List<Send> sends = new ArrayList<>();
    private List<Send> before = List.of();
    private String name = "";
    private boolean timed;
    private boolean early;
    private boolean each;
    private boolean begun;
    private final List<String> written = new ArrayList<>();
    private final StringBuilder group = new StringBuilder();
    private int replies;

    private ScriptFile(String file) {
        this.file = file;
    }

    static List<Script> read(String file, List<String> lines) {
        var reader = new ScriptFile(file);
        for (String line : lines) {
            reader.take(line);
        }
        reader.end();
        return reader.scripts;
    }

    private void take(String line) {
        Matcher title = TITLE.matcher(line);
        if (title.matches()) {
            end();
            name = file + ": " + title.group(1);
            early = "early".equals(title.group(2));
            timed = early || "timed".equals(title.group(2));
            each = "each".equals(title.group(2));
        } else if (each && line.equals("--")) {
            before = sends;
            sends = new ArrayList<>();
            begun = true;
        } else if (!line.isBlank() && !line.startsWith("#")) {
            said(line);
        }
    }

    private void end() {
        if (!each && !sends.isEmpty()) {
            scripts.add(new Script(name, timed, early, sends));
        }
        sends = new ArrayList<>();
        before = List.of();
        begun = false;
    }

    private void said(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches() || name.isEmpty()) {
            throw new IllegalArgumentException(file + " has no such line: " + line);
        }
        int times = parts.group(1) == null ? 1 : Integer.parseInt(parts.group(1));
        for (int i = 0; i < times; i++) {
            said(parts);
        }
    }

    private void said(MatchResult parts) {
        String kind = parts.group(2);
        if (kind.equals("T") || kind.equals("E")) {
            sends.add(kind.equals("T") ? Send.handshake() : Send.end());
            sent();
            return;
        }
        String count = parts.group(3);
        group.append(bytes(parts.group(5))).append(kind.equals("C") ? "\r\n" : "");
        written.add(parts.group(5));
        replies += count.isEmpty() ? 1 : Integer.parseInt(count);
        if (parts.group(4).equals(":")) {
            Send.Kind when = kind.equals("B") ? Send.Kind.AS_TEXT : Send.Kind.ALWAYS;
            sends.add(new Send(group.toString(), replies, when));
            sent();
        }
    }

    private void sent() {
        if (begun) {
            var all = new ArrayList<>(before);
            all.addAll(sends);
            scripts.add(new Script(name + ": " + String.join(" / ", written), timed, early, all));
            sends = new ArrayList<>();
        }
        written.clear();
        group.setLength(0);
        replies = 0;
    }

    private static String bytes(String written) {
        String whole = REPEATED.matcher(written).replaceAll(ScriptFile::repeated);
        return ESCAPE.matcher(whole)
                .replaceAll(found -> Matcher.quoteReplacement(unescaped(found.group(1))));
    }

    private static String repeated(MatchResult found) {
        String all = found.group(1).repeat(Integer.parseInt(found.group(2)));
        return Matcher.quoteReplacement(all);
    }

    private static String unescaped(String escape) {
        return switch (escape.charAt(0)) {
            case 'r' -> "\r";
            case 'n' -> "\n";
            case 't' -> "\t";
            case '0' -> "\0";
            case 'x' -> String.valueOf((char) Integer.parseInt(escape.substring(1), 16));
            default -> escape;
        };
    }
}
