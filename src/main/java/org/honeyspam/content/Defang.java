package org.honeyspam.content;

/** Writes what a sender wrote so that nothing that reads it makes a link or an address of it. */
public final class Defang {
    private Defang() {}

    /** No link of it is one any more; all the rest is as it was. */
    public static String inert(String text) {
        return text.replaceAll("(?i)\\bhttp(s?)(?=:)", "hxxp$1");
    }

    /** Nothing that finds links in texts takes it for one. */
    public static String defanged(String text) {
        return inert(text)
                .replace("@", "[@]")
                .replaceAll("(?<=[\\p{L}\\p{N}])\\.(?=[\\p{L}\\p{N}])", "[.]");
    }
}
