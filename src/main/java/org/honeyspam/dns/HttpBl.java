package org.honeyspam.dns;

/** What Project Honey Pot's http:BL means by the numbers of its answers. */
final class HttpBl {
    private static final int SUSPICIOUS = 1;
    private static final int HARVESTER = 2;
    private static final int COMMENT_SPAMMER = 4;

    /** Test points {@code 127.1.1.x}: the answer is what was asked for, and x the type. */
    private static final int TESTS = 0x7f01_0100;

    private static final int TYPES = 7;

    private HttpBl() {}

    /** The kinds of a listing as a type of http:BL. */
    static int type(int kinds) {
        int known = Kind.HARVESTER.bit() | Kind.FORM_SPAMMER.bit();
        return ((kinds & ~known) == 0 ? 0 : SUSPICIOUS)
                | ((kinds & Kind.HARVESTER.bit()) == 0 ? 0 : HARVESTER)
                | ((kinds & Kind.FORM_SPAMMER.bit()) == 0 ? 0 : COMMENT_SPAMMER);
    }

    static boolean isTest(int address) {
        return (address & ~TYPES) == TESTS;
    }
}
