package org.honeyspam.dialogue;

import java.net.InetAddress;

/**
 * What came in one piece, without a connection. Who sent it is only what it says: anybody can write
 * another's address there.
 *
 * @param bytes of which the first {@code length} are its own; good until the answer is there
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; copying would cost what it saves.
public record Datagram(InetAddress source, byte[] bytes, int length) {}
