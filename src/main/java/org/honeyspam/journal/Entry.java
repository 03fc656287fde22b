package org.honeyspam.journal;

import java.time.Instant;
import org.honeyspam.dialogue.Peer;
import org.jspecify.annotations.Nullable;

/**
 * An event with when and who: what becomes one line of the journal. Who is stated by the runner
 * from the connection itself, so nothing a peer says can overwrite it.
 *
 * @param peer null for what the node itself did
 */
public record Entry(Instant time, @Nullable Peer peer, JournalEvent event) {}
