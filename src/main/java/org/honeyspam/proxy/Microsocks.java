package org.honeyspam.proxy;

import java.time.Duration;
import org.honeyspam.dialogue.Endpoint;

/**
 * Microsocks 1.0.3 as Debian ships it. What it says was taken from the running program, which takes
 * each packet for one message; here a message may come in pieces, and several at once.
 */
final class Microsocks implements SocksPersona {
    /** It reads so much at once. */
    private static final int REQUEST_BYTES_MAX = 1_024;

    private static final byte NO_METHOD = (byte) 0xff;

    @Override
    public boolean speaksVersion4() {
        return false;
    }

    @Override
    public Duration patience(Duration requestMax) {
        return requestMax; // Its own has no end.
    }

    @Override
    public byte[] toOtherVersion() {
        return new byte[] {SocksGrammar.VERSION_5, NO_METHOD};
    }

    @Override
    public boolean refusesStart(byte[] request, int length) {
        return request[0] != SocksGrammar.VERSION_5;
    }

    @Override
    public int requestBytesMax() {
        return REQUEST_BYTES_MAX;
    }

    @Override
    public int flaw(SocksRequest request) {
        byte[] raw = request.raw();
        if (raw[0] != SocksGrammar.VERSION_5) {
            return FAILURE;
        }
        if (request.command() != SocksRequest.CONNECT) {
            return UNKNOWN_COMMAND;
        }
        if (raw[2] != 0) {
            return FAILURE;
        }
        Target target = request.target();
        if (target == null) {
            return UNKNOWN_ADDRESS_TYPE;
        }
        if (!request.resolves()) {
            return FAILURE;
        }
        return target.port() == 0 ? REFUSED : SUCCEEDED;
    }

    /** It never tells an address. */
    @Override
    public byte[] reply(int code, SocksRequest request, Endpoint bound) {
        return new byte[] {
            SocksGrammar.VERSION_5, (byte) code, 0, SocksGrammar.IPV4, 0, 0, 0, 0, 0, 0
        };
    }

    @Override
    public byte[] toOtherLogin() {
        return new byte[] {1, FAILURE};
    }

    @Override
    public int refusedLogin(boolean emptyPassword) {
        return emptyPassword ? FAILURE : NOT_ALLOWED;
    }
}
