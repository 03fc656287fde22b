package org.honeyspam.smtp;

/**
 * Takes the parameters off an argument of MAIL or RCPT as Exim 4.96 does: from the right, one at a
 * time, until what is left must be the address. What it takes by mistake it puts back, not always
 * as it was, and so does this.
 */
final class EximOptions {
    private String rest;
    private String name = "";
    private String value = "";
    private String before;

    EximOptions(String argument) {
        this.rest = argument;
        this.before = argument;
    }

    /** Takes the last one; false if there is none. */
    boolean take() {
        rest = EximCommands.withoutBlanksAtEnd(rest);
        int at = separator();
        if (at <= 0) {
            return false;
        }
        int nameAt = at;
        if (rest.charAt(at) == '=') {
            while (nameAt > 0 && isLetter(rest.charAt(nameAt - 1))) {
                nameAt--;
            }
            if (nameAt == 0 || !EximAddress.isBlank(rest.charAt(nameAt - 1))) {
                return false;
            }
            name = rest.substring(nameAt, at);
            value = rest.substring(at + 1);
        } else {
            nameAt = at + 1;
            name = rest.substring(nameAt);
            value = name;
        }
        before = rest;
        rest = rest.substring(0, nameAt - 1);
        return true;
    }

    /** The last equals sign or blank that is not within quotes; 0 if there is none. */
    private int separator() {
        int at = rest.length() - 1;
        while (at > 0 && rest.charAt(at) != '=' && !EximAddress.isBlank(rest.charAt(at))) {
            if (rest.charAt(at) == '"') {
                at = rest.lastIndexOf('"', at - 1);
                if (at <= 0) {
                    return 0;
                }
            }
            at--;
        }
        return at;
    }

    String name() {
        return name;
    }

    /** The same as the name where there was no equals sign. */
    String value() {
        return value;
    }

    /** The last one was none after all. */
    void putBack(char separator) {
        rest = rest + (hasValue() ? ' ' : separator) + before.substring(rest.length() + 1);
    }

    private boolean hasValue() {
        return before.length() > rest.length() + 1 + name.length();
    }

    /** What is left. */
    String rest() {
        return rest;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
