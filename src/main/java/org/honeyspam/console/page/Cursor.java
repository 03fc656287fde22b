package org.honeyspam.console.page;

import org.jspecify.annotations.Nullable;

/**
 * Where a page of a list ends, as it stands in an address: a number, and what tells those apart
 * that have the same.
 */
record Cursor(long value, String id) {
    static @Nullable Cursor of(Ask ask) throws Ask.Wrong {
        String text = ask.text("after");
        if (text.isEmpty()) {
            return null;
        }
        int colon = text.indexOf(':');
        String number = text.substring(0, Math.max(colon, 0));
        if (!number.matches("-?\\d{1,18}")) {
            throw Ask.Wrong.request("after: this is no place in the list");
        }
        return new Cursor(Long.parseLong(number), text.substring(colon + 1));
    }

    String text() {
        return value + ":" + id;
    }
}
