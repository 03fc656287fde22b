package org.honeyspam.cli.doctor;

import java.io.IOException;
import java.util.List;

/** Looks at one thing. */
interface Check {
    /** In a word or two, as findings name it. */
    String name();

    /**
     * What there is to say; one that is well at least.
     *
     * @throws IOException if it cannot be looked at
     */
    List<Finding> look(Patient patient) throws IOException, InterruptedException;
}
