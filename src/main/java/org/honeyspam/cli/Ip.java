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
        InetAddress ip = IpText.read(text);
        return ip == null ? null : IpText.of(ip);
    }
}
