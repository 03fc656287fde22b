package org.honeyspam.probe;

import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/**
 * A message that is sent as it is: Angus Mail would parse the header and write it anew, without
 * Bcc.
 */
final class RawMessage extends SMTPMessage {
    private final byte[] bytes;
    private boolean written;

    RawMessage(Session session, byte[] bytes) {
        super(session);
        this.bytes = bytes.clone();
        this.saved = true;
    }

    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException {
        out.write(bytes);
        written = true;
    }

    /** Whether all of it was handed over, so that the end of the message comes next. */
    boolean written() {
        return written;
    }

    boolean eightBit() {
        for (byte b : bytes) {
            if (b < 0) {
                return true;
            }
        }
        return false;
    }
}
