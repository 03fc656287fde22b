package org.honeyspam.smtp;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.honeyspam.smtp.RecipientPolicy.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The access list for recipients that Debian writes for Exim 4.96, and the accounts there are.
 *
 * @param host the name of the imitated host
 */
record EximAccess(String host) {
    private static final Pattern LOCAL_RESTRICTED = Pattern.compile("(?s)\\..*|.*[@%!/|`#&?].*");
    private static final Pattern REMOTE_RESTRICTED =
            Pattern.compile("(?s)[./|].*|.*[@%!`#&?].*|.*/\\.\\./.*");
    private static final int TRIED_MANY = 10;
    private static final Set<String> ACCOUNTS =
            DebianUsers.and("hostmaster", "webmaster", "www", "ftp", "abuse", "debian-exim");

    boolean isAccount(String address) {
        int at = address.lastIndexOf('@');
        String name = unquoted(address.substring(0, Math.max(0, at))).toLowerCase(Locale.ROOT);
        return isHere(address.substring(at + 1)) && ACCOUNTS.contains(name);
    }

    private boolean isHere(String domain) {
        return domain.equalsIgnoreCase(host) || domain.equalsIgnoreCase("localhost");
    }

    /** What is said before it is looked at whose mail it is; null if nothing. */
    @Nullable Reply restriction(String address) {
        int at = address.lastIndexOf('@');
        boolean here = isHere(address.substring(at + 1));
        Pattern restricted = here ? LOCAL_RESTRICTED : REMOTE_RESTRICTED;
        return restricted.matcher(unquoted(address.substring(0, at))).matches()
                ? Reply.of(550, "restricted characters in address")
                : null;
    }

    private static String unquoted(String local) {
        var plain = new StringBuilder();
        for (int i = 0; i < local.length(); i++) {
            char c = local.charAt(i);
            if (c == '\\' && i + 1 < local.length()) {
                plain.append(local.charAt(++i));
            } else if (c != '"') {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /**
     * What is said of a recipient; who guesses too much can write to the postmaster still.
     *
     * @param tried how many recipients the client has named, with this one
     * @param taken how many of them were taken
     */
    static Reply judged(String address, Verdict verdict, int tried, int taken) {
        String local = unquoted(address.substring(0, address.lastIndexOf('@')));
        boolean postmaster = verdict == Verdict.TAKEN && local.equalsIgnoreCase("postmaster");
        if (tried > TRIED_MANY && taken < tried / 2 && !postmaster) {
            return Reply.of(550, "Rejected for too many bad recipients");
        }
        return switch (verdict) {
            case TAKEN -> Reply.of(250, "Accepted");
            case USER_UNKNOWN -> Reply.of(550, "Unrouteable address");
            case RELAYING_DENIED -> Reply.of(550, "relay not permitted");
        };
    }
}
