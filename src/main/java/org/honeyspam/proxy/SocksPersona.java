package org.honeyspam.proxy;

import java.time.Duration;
import org.honeyspam.dialogue.Endpoint;

/** What a SOCKS server of some make says, and when it has heard enough; no bytes are silence. */
interface SocksPersona {
    /** RFC 1928 section 6. */
    int SUCCEEDED = 0;

    int FAILURE = 1;
    int NOT_ALLOWED = 2;
    int HOST_UNREACHABLE = 4;
    int REFUSED = 5;
    int TTL_EXPIRED = 6;
    int UNKNOWN_COMMAND = 7;
    int UNKNOWN_ADDRESS_TYPE = 8;

    /** No code: it closes without a word. */
    int SILENCE = -1;

    boolean speaksVersion4();

    /** How long somebody may take to say what he wants; the configuration allows so much. */
    Duration patience(Duration requestMax);

    /** Said to him who begins with another version, before it closes. */
    byte[] toOtherVersion();

    /** Whether the rest of a request does not matter: what came of it is refused already. */
    boolean refusesStart(byte[] request, int length);

    /** The longest request, with its strings. */
    int requestBytesMax();

    /** What is wrong with a request, before anything is done about it; else {@link #SUCCEEDED}. */
    int flaw(SocksRequest request);

    /**
     * The reply.
     *
     * @param bound our end of the connection that was made, or tried
     */
    byte[] reply(int code, SocksRequest request, Endpoint bound);

    /** What is said to a login (RFC 1929) of another version, before it closes. */
    byte[] toOtherLogin();

    /** The status of a login that fails. */
    int refusedLogin(boolean emptyPassword);
}
