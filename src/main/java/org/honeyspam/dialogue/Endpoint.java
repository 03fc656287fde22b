package org.honeyspam.dialogue;

import java.net.InetAddress;

/** An IP address and a port, a plain value: nothing here looks a name up. */
public record Endpoint(InetAddress ip, int port) {

    /** The address as text: {@code 192.0.2.7} or {@code 2001:db8::7}. */
    public String ipText() {
        return IpText.of(ip);
    }

    /** {@code 192.0.2.7:25} or {@code [2001:db8::7]:25}. */
    @Override
    public String toString() {
        String text = ipText();
        return (text.indexOf(':') < 0 ? text : "[" + text + "]") + ":" + port;
    }
}
