package org.honeyspam.smtp;

import java.util.List;
import java.util.stream.Collectors;
import org.honeyspam.smtp.PostfixTarget.Place;
import org.honeyspam.smtp.PostfixWords.Word;
import org.jspecify.annotations.Nullable;

/**
 * Reads the argument of MAIL, RCPT and VRFY as Postfix 3.7 does: quirks, order of checks and texts
 * were taken from the running program.
 *
 * @param host the name of the imitated host
 */
record PostfixPath(String host) {
    private static final Reply BAD_SENDER = Reply.of(501, "5.1.7 Bad sender address syntax");
    private static final Reply BAD_RECIPIENT = Reply.of(501, "5.1.3 Bad recipient address syntax");

    Path sender(List<Word> words, PostfixParameters check) {
        if (words.size() < 3 || !words.get(1).text().equalsIgnoreCase("FROM:")) {
            return new Path.Bad(Reply.of(501, "5.5.4 Syntax: MAIL FROM:<address>"));
        }
        List<String> parameters = parameters(words);
        boolean unicode = parameters.stream().anyMatch("SMTPUTF8"::equalsIgnoreCase);
        String address = words.get(2).whole() ? address(words.get(2).text(), unicode) : null;
        if (address == null) {
            return new Path.Bad(BAD_SENDER);
        }
        Reply wrong = check.check(parameters);
        return wrong == null ? good(words, address, parameters) : new Path.Bad(wrong);
    }

    /**
     * @param unicode whether the sender asked for SMTPUTF8 (RFC 6531)
     */
    Path recipient(List<Word> words, boolean unicode) {
        if (words.size() < 3 || !words.get(1).text().equalsIgnoreCase("TO:")) {
            return new Path.Bad(Reply.of(501, "5.5.4 Syntax: RCPT TO:<address>"));
        }
        String address = words.get(2).whole() ? address(words.get(2).text(), unicode) : null;
        if (address == null || address.isEmpty()) {
            return new Path.Bad(BAD_RECIPIENT);
        }
        List<String> parameters = parameters(words);
        Reply wrong = PostfixParameters.checkRcpt(parameters);
        return wrong == null ? good(words, address, parameters) : new Path.Bad(wrong);
    }

    /** The argument of VRFY, which may have brackets, blanks and phrases as it likes. */
    Path verified(String argument, boolean unicode) {
        String address = address(argument, unicode);
        return address == null || address.isEmpty()
                ? new Path.Bad(BAD_RECIPIENT)
                : new Path.Good(argument, meant(address), "");
    }

    /** The address in it, as it is shown. */
    static String shown(Path.Good path) {
        return PostfixAddress.in(path.typed()).getFirst();
    }

    private String meant(String address) {
        return address.isEmpty() ? "" : PostfixTarget.of(address, host).address();
    }

    /** Null if it is not one address, or none that mail could go to; empty for the null sender. */
    private @Nullable String address(String typed, boolean unicode) {
        List<String> found = PostfixAddress.in(typed);
        if (found.size() > 1) {
            return null;
        }
        String address = found.isEmpty() ? "" : found.getFirst();
        if (address.isEmpty()) {
            return address;
        }
        String domain = address.substring(address.lastIndexOf('@') + 1);
        boolean foreign = address.indexOf('@') >= 0 && !PostfixTarget.isAscii(domain);
        boolean nowhere = PostfixTarget.of(address, host).place() == Place.NOWHERE;
        return nowhere || foreign && !unicode ? null : address;
    }

    private Path.Good good(List<Word> words, String address, List<String> parameters) {
        return new Path.Good(words.get(2).text(), meant(address), String.join(" ", parameters));
    }

    private static List<String> parameters(List<Word> words) {
        return words.stream().skip(3).map(Word::text).collect(Collectors.toList());
    }
}
