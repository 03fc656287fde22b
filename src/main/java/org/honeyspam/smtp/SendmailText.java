package org.honeyspam.smtp;

/** How Sendmail shows what was said to it. */
final class SendmailText {
    static final int SHOWN_BYTES_MAX = 203;
    private static final int SHOWN_PART_BYTES = 100;

    private SendmailText() {}

    /** Seven-bit, and cut in the middle where it is long: what Sendmail echoes of what was said. */
    static String shown(String text) {
        String cut = text;
        if (text.length() >= SHOWN_BYTES_MAX) {
            cut =
                    text.substring(0, SHOWN_PART_BYTES)
                            + "..."
                            + text.substring(text.length() - SHOWN_PART_BYTES);
        }
        return sevenBit(cut);
    }

    /** What Sendmail echoes: a byte that becomes none ends the text. */
    static String sevenBit(String text) {
        var seven = new StringBuilder(text.length());
        text.chars().forEach(c -> seven.append((char) (c & 0x7f)));
        int nothing = seven.indexOf("\0");
        return nothing < 0 ? seven.toString() : seven.substring(0, nothing);
    }
}
