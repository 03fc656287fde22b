package org.honeyspam.lookup;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import org.xbill.DNS.ResolverConfig;

/** Whom the machine asks, by its own settings. It only reads them: nobody is asked. */
public final class OwnResolvers {
    private OwnResolvers() {}

    public static List<InetAddress> all() {
        return ResolverConfig.getCurrentConfig().servers().stream()
                .map(InetSocketAddress::getAddress)
                .filter(Objects::nonNull)
                .toList();
    }
}
