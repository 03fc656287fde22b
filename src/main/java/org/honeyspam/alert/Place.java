package org.honeyspam.alert;

import java.io.IOException;

/** Where the operator is told something. */
interface Place {
    /** By which way, as in {@code mail}. */
    String way();

    /** Whom that reaches. */
    String where();

    /** Tells it; what it does not take ends with the reason. */
    void tell(Notice notice) throws IOException;
}
