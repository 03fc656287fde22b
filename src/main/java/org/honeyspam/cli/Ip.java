package org.honeyspam.cli;

import java.net.InetAddress;
import org.honeyspam.dialogue.IpText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An address on the command line, as the record writes it. */
final class Ip implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
        String ip = read(text);
        if (ip == null) {
            throw new TypeConversionException("'%s' is no IP address".formatted(text));
        }
        return ip;
    }

    /** Null if it is none. */
    static @Nullable String read(String text) {
        try {
            String ip = IpText.of(InetAddress.ofLiteral(text));
            return text.indexOf(':') >= 0 || ip.equals(text) ? ip : null; // 10.1 is 10.0.0.1.
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
