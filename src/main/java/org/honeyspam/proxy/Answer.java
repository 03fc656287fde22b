package org.honeyspam.proxy;

/**
 * What a proxy says to a request.
 *
 * @param bodyBytes of the body, also of one that a HEAD leaves out
 * @param closes whether the connection ends with it
 */
@SuppressWarnings("ArrayRecordComponent") // Sent, never compared.
record Answer(int status, byte[] bytes, long bodyBytes, boolean closes) {}
