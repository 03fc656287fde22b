package org.honeyspam.web;

/**
 * Takes letters off the ends of a text. A pattern that looks for them at the end tries from each of
 * a row within the text, which takes the square of the row's length.
 */
final class Trim {
    private Trim() {}

    /** Without any of the letters at its ends. */
    static String both(String text, String letters) {
        int start = 0;
        while (start < text.length() && letters.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        return behind(text.substring(start), letters);
    }

    /** Without any of the letters at its end. */
    static String behind(String text, String letters) {
        int end = text.length();
        while (end > 0 && letters.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(0, end);
    }
}
