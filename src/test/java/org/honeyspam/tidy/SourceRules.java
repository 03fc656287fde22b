package org.honeyspam.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What may be said of one source file. Each rule returns its complaints. */
final class SourceRules {
    private static final int FILE_LINES_MAX = 400;
    private static final int PURPOSE_LINES_MAX = 4;
    private static final int PACKAGE_LINES_MAX = 6;
    private static final Pattern LATER = Pattern.compile("\\b(?:TO" + "DO|FIX" + "ME|XX" + "X)\\b");
    private static final Pattern TYPE =
            Pattern.compile(
                    "(?m)^(?:public |abstract |final |sealed |non-sealed )*"
                            + "(?:class|interface|record|enum|@interface) \\w+");
    private static final Pattern PRINTS =
            Pattern.compile("System\\.(?:out|err)\\.|\\.printStackTrace\\(");
    private static final Pattern SWALLOWS = Pattern.compile("catch \\((?:[^)]*)\\) \\{\\s*\\}");

    private final String file;
    private final String text;

    SourceRules(String file, String text) {
        this.file = file;
        this.text = text;
    }

    List<String> complaints() {
        List<String> all = new ArrayList<>();
        all.addAll(size());
        all.addAll(words());
        all.addAll(file.endsWith("package-info.java") ? packageInfo() : purpose());
        return all;
    }

    List<String> size() {
        long lines = text.lines().count();
        return lines > FILE_LINES_MAX ? List.of(file + " has " + lines + " lines") : List.of();
    }

    List<String> words() {
        List<String> wrong = new ArrayList<>();
        if (LATER.matcher(text).find()) {
            wrong.add(file + " leaves something for later");
        }
        if (PRINTS.matcher(text).find()) {
            wrong.add(file + " prints past its caller");
        }
        if (SWALLOWS.matcher(text).find()) {
            wrong.add(file + " swallows an exception");
        }
        return wrong;
    }

    /** One to three lines of purpose, without the lines that open and close the comment. */
    List<String> purpose() {
        Matcher type = TYPE.matcher(text);
        if (!type.find()) {
            return List.of(file + " declares no type");
        }
        String before = text.substring(0, type.start());
        int start = before.lastIndexOf("/**");
        int end = before.indexOf("*/", Math.max(start, 0));
        if (start < 0 || end < 0) {
            return List.of(file + " does not say what it is for");
        }
        String comment = before.substring(start, end).split("@param", 2)[0];
        long lines =
                comment.lines()
                        .map(line -> line.replaceAll("[/* ]", ""))
                        .takeWhile(line -> !line.startsWith("<pre>"))
                        .filter(line -> !line.isEmpty())
                        .count();
        return lines > PURPOSE_LINES_MAX
                ? List.of(file + " needs " + lines + " lines to say what it is for")
                : List.of();
    }

    List<String> packageInfo() {
        List<String> wrong = new ArrayList<>();
        if (!text.contains("@NullMarked")) {
            wrong.add(file + " is not @NullMarked");
        }
        int end = text.indexOf("*/");
        long lines = end < 0 ? 0 : text.substring(0, end).lines().count();
        if (lines < 1 || lines > PACKAGE_LINES_MAX) {
            wrong.add(file + " has " + lines + " lines of purpose");
        }
        return wrong;
    }
}
