package org.honeyspam.smtp;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.honeyspam.smtp.PostfixTarget.Place;
import org.honeyspam.smtp.PostfixWords.Word;
import org.honeyspam.smtp.RecipientPolicy.Verdict;

/**
 * Whom a Postfix 3.7 knows, and what it says of those it does not: at the host itself, in the
 * domains it is the destination of, and elsewhere.
 */
record PostfixMailboxes(String host, RecipientPolicy policy) {
    private static final Set<String> ACCOUNTS = DebianUsers.and("double-bounce", "postfix");

    /** Also a name with an extension, where the one without is one. */
    boolean isAccount(String address) {
        PostfixTarget target = PostfixTarget.of(address, host);
        int extension = target.local().indexOf('+', 1);
        String name = extension < 0 ? target.local() : target.local().substring(0, extension);
        return switch (target.place()) {
            case HERE -> name.isEmpty() || ACCOUNTS.contains(name.toLowerCase(Locale.ROOT));
            case ELSEWHERE -> extension > 0 && isTaken(name + "@" + target.domain());
            case NOWHERE -> false;
        };
    }

    private boolean isTaken(String address) {
        return policy.judge(address, false).verdict() == Verdict.TAKEN;
    }

    Reply unwelcome(Path.Good recipient, Verdict verdict) {
        PostfixTarget target = PostfixTarget.of(recipient.address(), host);
        String shown = PostfixPath.shown(recipient);
        if (target.place() == Place.HERE) {
            return unknown(shown, "local recipient");
        }
        return verdict == Verdict.USER_UNKNOWN && !target.routed()
                ? unknown(shown, "virtual mailbox")
                : PostfixText.refusal(454, "4.7.1 <" + shown + ">: Relay access denied");
    }

    private static Reply unknown(String address, String table) {
        return PostfixText.refusal(
                550,
                "5.1.1 <%s>: Recipient address rejected: User unknown in %s table"
                        .formatted(address, table));
    }

    /** VRFY judges as RCPT does. */
    Reply verify(List<Word> words) {
        boolean unicode = words.getLast().text().equalsIgnoreCase("SMTPUTF8");
        String named =
                words.subList(1, Math.max(1, words.size() - (unicode ? 1 : 0))).stream()
                        .map(Word::text)
                        .collect(joining(" "));
        if (named.isEmpty()) {
            return Reply.of(501, "5.5.4 Syntax: VRFY address [SMTPUTF8]");
        }
        return switch (new PostfixPath(host).verified(named, unicode)) {
            case Path.Bad bad -> bad.reply();
            case Path.Good good -> {
                String address = good.address();
                Verdict verdict = policy.judge(address, isAccount(address)).verdict();
                yield verdict == Verdict.TAKEN
                        ? Reply.of(252, "2.0.0 " + named)
                        : unwelcome(good, verdict);
            }
        };
    }
}
