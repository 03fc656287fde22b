package org.honeyspam.cli;

/** What scripts are told. */
final class ExitCode {
    static final int OK = 0;

    /** It could not be done; for `trace`: nothing is known. */
    static final int FAILED = 1;

    /** The command line or the configuration is wrong. */
    static final int WRONG = 2;

    private ExitCode() {}
}
