package org.honeyspam.smtp;

import java.net.InetAddress;
import java.util.Map;
import org.honeyspam.dialogue.Bounded;

/** Decides whose credentials are taken; shared by all sessions, from any thread. */
public sealed interface Passwords {

    /** Whether the claim is accepted; called once for each try. */
    boolean admit(Claim claim, InetAddress source);

    /** Nobody gets in. */
    record None() implements Passwords {
        @Override
        public boolean admit(Claim claim, InetAddress source) {
            return false;
        }
    }

    /** Whoever tries often enough from one address gets in. */
    final class AfterTries implements Passwords {
        private static final int SOURCES_MAX = 100_000;

        private final int tries;
        private final Map<InetAddress, Integer> counts = Bounded.byUse(SOURCES_MAX);

        /**
         * @param tries which one is the first to be accepted
         */
        public AfterTries(int tries) {
            this.tries = tries;
        }

        @Override
        public boolean admit(Claim claim, InetAddress source) {
            synchronized (counts) {
                return counts.merge(source, 1, Integer::sum) >= tries;
            }
        }
    }

    /**
     * The first password of a user is right and stays so; all others are wrong. A digest alone
     * names no password: it is right only if it proves the one that is known.
     */
    final class Sticky implements Passwords {
        private static final int USERS_MAX = 100_000;

        private final Map<String, String> known = Bounded.byUse(USERS_MAX);

        @Override
        public boolean admit(Claim claim, InetAddress source) {
            String password = claim.password();
            synchronized (known) {
                String right = known.get(claim.user());
                if (right != null) {
                    return claim.proves(right);
                }
                if (password == null || password.isEmpty()) {
                    return false;
                }
                known.put(claim.user(), password);
                return true;
            }
        }

        /** Puts back what was accepted before a restart. */
        public void remember(String user, String password) {
            synchronized (known) {
                known.putIfAbsent(user, password);
            }
        }
    }
}
