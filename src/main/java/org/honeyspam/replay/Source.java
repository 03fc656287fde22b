package org.honeyspam.replay;

import java.io.IOException;

/** What is replayed. */
sealed interface Source permits JournalSource, MailSource {
    /** As it is told. */
    String kind();

    long bytes() throws IOException;
}
