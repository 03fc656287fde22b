package org.honeyspam.content;

/** What honest programs do not write, and somebody may want to ask for. */
public enum Oddity {
    /** A line of the header that is no field. */
    BROKEN_HEADER,
    /** A header that has no end, or no header at all. */
    NO_HEADER,
    BROKEN_ENCODED_WORD,
    UNKNOWN_CHARSET,
    BROKEN_CHARSET,
    /** The structure could not be followed to its end. */
    BROKEN_MIME,
    NO_BOUNDARY,
    BOUNDARY_UNSEEN,
    BROKEN_TRANSFER_ENCODING,
    NO_DATE,
    BROKEN_DATE,
    /** The name in From is itself an address, of somebody else. */
    ADDRESS_AS_NAME,
    /** A part is of another kind than it says. */
    TYPE_DIFFERS,
    EXECUTABLE,
    MACROS,
    /** A name such as {@code invoice.pdf.exe}, or one that turns its letters around. */
    DECEIVING_NAME,
    BROKEN_ARCHIVE,
    ENCRYPTED_ARCHIVE,
    /** An archive that says, or shows, that it holds far more than it is. */
    ZIP_BOMB,
    HIDDEN_TEXT,
    /** Characters of no width, or letters that only look like those of the word. */
    DISGUISED_LETTERS,
    SCRIPT,
    FORM,
    DATA_URL,
    NO_TEXT
}
