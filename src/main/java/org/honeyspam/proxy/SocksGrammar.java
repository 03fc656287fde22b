package org.honeyspam.proxy;

/**
 * How long the messages of SOCKS are (RFC 1928, RFC 1929, the memos on SOCKS 4 and 4a). Each
 * question is asked of the bytes there are; the answer grows with them until it is their number.
 */
final class SocksGrammar {
    static final int VERSION_4 = 4;
    static final int VERSION_5 = 5;
    static final int IPV4 = 1;
    static final int NAME = 3;
    static final int IPV6 = 4;
    static final int IPV4_BYTES = 4;
    static final int IPV6_BYTES = 16;

    /** Where the user of SOCKS 4 begins: behind version, command, port and address. */
    static final int USER_AT = 8;

    /** Where the address of SOCKS 5 begins: behind version, command, a zero and its type. */
    static final int ADDRESS_AT = 4;

    private static final int PORT_BYTES = 2;

    private SocksGrammar() {}

    /** RFC 1928 section 3: version, how many methods, the methods. */
    static int greetingBytes(byte[] message, int length) {
        return length < 2 ? 2 : 2 + unsigned(message[1]);
    }

    /** RFC 1929 section 2: version, and user and password behind their lengths. */
    static int loginBytes(byte[] message, int length) {
        int passwordAt = length < 2 ? 2 : 2 + unsigned(message[1]);
        return length <= passwordAt
                ? passwordAt + 1
                : passwordAt + 1 + unsigned(message[passwordAt]);
    }

    /** Of a request of either version; of an address of unknown type not more than that. */
    static int requestBytes(byte[] message, int length) {
        if (message[0] == VERSION_4) {
            return request4Bytes(message, length);
        }
        if (length <= ADDRESS_AT) {
            return ADDRESS_AT + 1;
        }
        // RFC 1928 section 5.
        return ADDRESS_AT
                + switch (message[ADDRESS_AT - 1]) {
                    case IPV4 -> IPV4_BYTES + PORT_BYTES;
                    case IPV6 -> IPV6_BYTES + PORT_BYTES;
                    case NAME -> 1 + unsigned(message[ADDRESS_AT]) + PORT_BYTES;
                    default -> 1;
                };
    }

    /** Its strings end with a zero, so that only its last byte tells. */
    private static int request4Bytes(byte[] message, int length) {
        if (length <= USER_AT || message[length - 1] != 0) {
            return Math.max(length, USER_AT) + 1;
        }
        boolean whole = !isNamed(message) || end(message, USER_AT) < length - 1;
        return whole ? length : length + 1;
    }

    /** SOCKS 4a: the address 0.0.0.x, with x not zero, says that a name follows the user. */
    static boolean isNamed(byte[] message) {
        return message[4] == 0 && message[5] == 0 && message[6] == 0 && message[7] != 0;
    }

    /** Where the string ends that begins there. */
    static int end(byte[] message, int from) {
        int at = from;
        while (at < message.length && message[at] != 0) {
            at++;
        }
        return at;
    }

    static int unsigned(byte octet) {
        return octet & 0xff;
    }
}
