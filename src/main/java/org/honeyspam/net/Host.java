package org.honeyspam.net;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;
import org.honeyspam.dialogue.IpText;

/**
 * The host that a certificate is for. Peers choose it too, by CONNECT: what can be no host is the
 * local one.
 *
 * @param literal whether the name is an IP address
 */
record Host(String name, boolean literal) {
    private static final Host LOCAL = new Host("localhost", false);
    private static final int NAME_CHARACTERS_MAX = 253;
    private static final Pattern NAME =
            Pattern.compile(
                    "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]{7,15}|[0-9a-f:.]*:[0-9a-f:.]*");

    static Host of(String text) {
        if (text.length() > NAME_CHARACTERS_MAX) {
            return LOCAL;
        }
        String name = text.toLowerCase(Locale.ROOT);
        String bare =
                name.startsWith("[") && name.endsWith("]")
                        ? name.substring(1, name.length() - 1)
                        : name;
        if (ADDRESS.matcher(bare).matches()) {
            return address(bare);
        }
        return NAME.matcher(name).matches() ? new Host(name, false) : LOCAL;
    }

    private static Host address(String text) {
        try {
            return new Host(IpText.of(InetAddress.ofLiteral(text)), true);
        } catch (IllegalArgumentException e) {
            return LOCAL;
        }
    }
}
