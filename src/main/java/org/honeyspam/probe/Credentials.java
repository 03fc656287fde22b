package org.honeyspam.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.honeyspam.dialogue.Bounded;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.journal.Recorded;
import org.jspecify.annotations.Nullable;

/** What the sessions under way tried to log in with: a tester mails home what works. */
final class Credentials {
    private static final int SESSIONS_MAX = 10_000;
    private static final int PER_SESSION_MAX = 20;

    private final Map<String, List<String>> sessions = Bounded.byAge(SESSIONS_MAX);

    void take(Recorded recorded) {
        String session = recorded.session();
        if (session == null) {
            return;
        }
        switch (recorded.event()) {
            case JournalEvent.SmtpAuth auth -> {
                note(session, auth.user());
                note(session, auth.password());
            }
            case JournalEvent.SessionClosed closed -> sessions.remove(session);
            default -> {
                // Says nothing of who they are.
            }
        }
    }

    List<String> of(@Nullable String session) {
        return session == null ? List.of() : sessions.getOrDefault(session, List.of());
    }

    private void note(String session, @Nullable String secret) {
        if (secret != null && !secret.isEmpty()) {
            List<String> known = sessions.computeIfAbsent(session, s -> new ArrayList<>());
            if (known.size() < PER_SESSION_MAX) {
                known.add(secret);
            }
        }
    }
}
