package org.honeyspam.smtp;

import java.util.List;
import java.util.Locale;
import org.honeyspam.bait.Bait;
import org.honeyspam.config.Configuration;
import org.jspecify.annotations.Nullable;

/** Whom mail is taken for. */
public sealed interface RecipientPolicy {

    /** What becomes of a recipient. */
    enum Verdict {
        TAKEN,
        USER_UNKNOWN,
        RELAYING_DENIED
    }

    /**
     * A verdict, and whether the recipient is one of ours.
     *
     * @param bait the address as it was minted here, if it was
     */
    record Ruling(Verdict verdict, @Nullable String bait) {}

    /**
     * Decides about a recipient.
     *
     * @param account whether the address names an account of the imitated host
     */
    Ruling judge(String address, boolean account);

    /** An open relay takes mail to the whole world, and delivers none. */
    record OpenRelay(Bait bait) implements RecipientPolicy {
        @Override
        public Ruling judge(String address, boolean account) {
            boolean taken = account || address.indexOf('@') >= 0;
            return new Ruling(
                    taken ? Verdict.TAKEN : Verdict.USER_UNKNOWN, bait.recognise(address));
        }
    }

    /** A destination server takes what was minted here, the configured traps, the postmaster. */
    record Destination(Bait bait, Configuration.Bait settings) implements RecipientPolicy {
        @Override
        public Ruling judge(String address, boolean account) {
            String minted = bait.recognise(address);
            if (minted != null || account || isTrap(address)) {
                return new Ruling(Verdict.TAKEN, minted);
            }
            int at = address.lastIndexOf('@');
            if (at < 0) {
                return new Ruling(Verdict.USER_UNKNOWN, null);
            }
            if (!domains().contains(domain(address.substring(at + 1)))) {
                return new Ruling(Verdict.RELAYING_DENIED, null);
            }
            boolean taken = settings.catchAll() || isPostmaster(address.substring(0, at));
            return new Ruling(taken ? Verdict.TAKEN : Verdict.USER_UNKNOWN, null);
        }

        /** RFC 5321 section 4.5.1: he is to be reached in every domain. */
        private static boolean isPostmaster(String local) {
            return local.replaceAll("[\"\\\\]", "").equalsIgnoreCase("postmaster");
        }

        private boolean isTrap(String address) {
            return settings.traps().contains(address.toLowerCase(Locale.ROOT));
        }

        private List<String> domains() {
            return settings.domains();
        }

        private static String domain(String text) {
            String lower = text.toLowerCase(Locale.ROOT);
            return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        }
    }
}
