package org.honeyspam.site;

import java.util.List;
import java.util.SplittableRandom;

/** How one site writes addresses: each form is written in a way of its own. */
final class Spelling {
    private static final List<List<String>> AT =
            List.of(
                    List.of(" [", "] "),
                    List.of(" (", ") "),
                    List.of("[", "]"),
                    List.of(" -", "- "));

    private final String at;
    private final String dot;
    private final boolean everyLetter;
    private final boolean hexadecimal;
    private final int script;

    Spelling(Profile profile) {
        SplittableRandom dice = profile.keyed.dice("spelling");
        List<String> around = Keyed.pick(AT, dice);
        this.at = around.getFirst() + profile.say("at") + around.getLast();
        this.dot =
                dice.nextBoolean()
                        ? "."
                        : around.getFirst() + profile.say("dot") + around.getLast();
        this.everyLetter = dice.nextBoolean();
        this.hexadecimal = dice.nextBoolean();
        this.script = dice.nextInt(3);
    }

    void write(Markup out, String address, AddressForm form, String called) {
        switch (form) {
            case MAILTO -> link(out, address, address);
            case MAILTO_ONLY -> link(out, address, called);
            case TEXT, TABLE, COMMENT, VCARD, FILE -> out.append(address);
            case SOURCE ->
                    out.append("<!-- ").append(called).append(": ").append(address).append(" -->");
            case ENTITIES -> {
                out.append("<a href=\"&#109;&#97;ilto&#58;");
                entities(out, address);
                out.append("\">");
                entities(out, address);
                out.append("</a>");
            }
            case SPELLED_OUT -> spelledOut(out, address);
            case SCRIPT -> script(out, address);
        }
    }

    private static void link(Markup out, String address, String text) {
        out.append("<a href=\"mailto:").append(address).append("\">").append(text).append("</a>");
    }

    private void entities(Markup out, String address) {
        for (int i = 0; i < address.length(); i++) {
            char letter = address.charAt(i);
            if (!everyLetter && letter != '@' && letter != '.') {
                out.append(letter);
            } else if (hexadecimal) {
                out.append("&#x").append(Integer.toHexString(letter)).append(';');
            } else {
                out.append("&#").append((int) letter).append(';');
            }
        }
    }

    private void spelledOut(Markup out, String address) {
        for (int i = 0; i < address.length(); i++) {
            char letter = address.charAt(i);
            switch (letter) {
                case '@' -> out.append(at);
                case '.' -> out.append(dot);
                default -> out.append(letter);
            }
        }
    }

    private void script(Markup out, String address) {
        int sign = address.indexOf('@');
        out.append("<script>");
        switch (script) {
            case 0 -> {
                out.append("var u='").append(address, 0, sign).append("',d='");
                out.append(address, sign + 1, address.length());
                out.append("';document.write('<a href=\"mailto:'+u+'@'+d+'\">'+u+'@'+d+'<\\/a>')");
            }
            case 1 -> {
                // Not backwards: that looks like an address, and of somebody else's domain.
                out.append("document.write(['").append(address, 0, sign).append("','");
                out.append(address, sign + 1, address.length());
                out.append("'].join(String.fromCharCode(64)))");
            }
            default -> {
                out.append("document.write(String.fromCharCode(");
                for (int i = 0; i < address.length(); i++) {
                    out.append(i > 0 ? "," : "").append((int) address.charAt(i));
                }
                out.append("))");
            }
        }
        out.append("</script>");
    }
}
