package org.honeyspam.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What a member of a Windows domain asks a client of NTLM to prove itself by ([MS-NLMP] section
 * 2.2.1.2), and what it tells of itself doing so.
 *
 * @param host full name of the server; the names of its domain follow from it
 * @param nonce eight bytes
 */
record NtlmChallenge(String host, Instant now, long nonce) {
    /** Where the client's wishes have their flags. */
    static final int WISHES_FLAGS = 12;

    private static final int HEAD_BYTES = 56;
    private static final int NETBIOS_NAME_MAX = 15;

    /** Windows Server 2019: 10.0, build 17763, revision 15 of NTLM. */
    private static final byte[] VERSION = {10, 0, 0x63, 0x45, 0, 0, 0, 15};

    // [MS-NLMP] section 2.2.2.5.
    private static final int UNICODE = 0x1;
    private static final int OEM = 0x2;
    private static final int REQUEST_TARGET = 0x4;
    private static final int TARGET_TYPE_DOMAIN = 0x10000;
    private static final int TARGET_INFO = 0x800000;
    private static final int HAS_VERSION = 0x2000000;

    /** Granted if asked for: signing, sealing, session security, key exchange, 56 and 128 bits. */
    private static final int GRANTED = 0xe0088230;

    // [MS-NLMP] section 2.2.2.1, in the order of Windows.
    private static final int NETBIOS_DOMAIN = 2;
    private static final int NETBIOS_COMPUTER = 1;
    private static final int DNS_DOMAIN = 4;
    private static final int DNS_COMPUTER = 3;
    private static final int DNS_TREE = 5;
    private static final int TIME = 7;

    /** FILETIME begins then. */
    private static final Instant WINDOWS_EPOCH = Instant.parse("1601-01-01T00:00:00Z");

    private static final int TICKS_A_MICRO = 10;

    String nonceHex() {
        return HexFormat.of().toHexDigits(nonce);
    }

    /** The message to a client with these wishes. */
    byte[] message(int wishes) {
        boolean unicode = (wishes & UNICODE) != 0 || (wishes & OEM) == 0;
        String name = netbios(domain());
        byte[] target = name.getBytes(unicode ? UTF_16LE : ISO_8859_1);
        byte[] info = info();
        int flags = wishes & (GRANTED | REQUEST_TARGET) | TARGET_INFO | HAS_VERSION;
        flags |= TARGET_TYPE_DOMAIN | (unicode ? UNICODE : OEM);
        return little(HEAD_BYTES + target.length + info.length)
                .put("NTLMSSP\0".getBytes(ISO_8859_1))
                .putInt(2)
                .put(field(target.length, HEAD_BYTES))
                .putInt(flags)
                .put(ByteBuffer.allocate(Long.BYTES).putLong(nonce).flip())
                .putLong(0)
                .put(field(info.length, HEAD_BYTES + target.length))
                .put(VERSION)
                .put(target)
                .put(info)
                .array();
    }

    private byte[] info() {
        var info = new ByteArrayOutputStream();
        int dot = host.indexOf('.');
        pair(info, NETBIOS_DOMAIN, netbios(domain()).getBytes(UTF_16LE));
        String computer = dot < 0 ? host : host.substring(0, dot);
        pair(info, NETBIOS_COMPUTER, netbios(computer).getBytes(UTF_16LE));
        pair(info, DNS_DOMAIN, domain().getBytes(UTF_16LE));
        pair(info, DNS_COMPUTER, host.getBytes(UTF_16LE));
        pair(info, DNS_TREE, domain().getBytes(UTF_16LE));
        long ticks = ChronoUnit.MICROS.between(WINDOWS_EPOCH, now) * TICKS_A_MICRO;
        pair(info, TIME, little(Long.BYTES).putLong(ticks).array());
        pair(info, 0, new byte[0]);
        return info.toByteArray();
    }

    private String domain() {
        return host.substring(host.indexOf('.') + 1);
    }

    /** The first label, as old Windows networks know it. */
    private static String netbios(String name) {
        String label = name.replaceFirst("\\..*", "").toUpperCase(Locale.ROOT);
        return label.substring(0, Math.min(label.length(), NETBIOS_NAME_MAX));
    }

    private static void pair(ByteArrayOutputStream out, int id, byte[] value) {
        out.writeBytes(little(4).putShort((short) id).putShort((short) value.length).array());
        out.writeBytes(value);
    }

    private static byte[] field(int length, int offset) {
        return little(8).putShort((short) length).putShort((short) length).putInt(offset).array();
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
