package org.honeyspam.truth;

import java.time.Duration;

/**
 * What was sent, and all that came back.
 *
 * @param sent empty for the greeting
 * @param closed whether the server ended the connection
 */
record Exchange(String sent, String reply, boolean closed, Duration took) {}
