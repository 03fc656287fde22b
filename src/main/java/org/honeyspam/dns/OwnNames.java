package org.honeyspam.dns;

import java.net.InetAddress;
import java.util.List;
import org.honeyspam.config.Network;
import org.honeyspam.dialogue.IpText;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;

/**
 * The name that each address of the ranges has: {@code ip-10-9-0-17} below a domain, as providers
 * name the hosts of their customers. It leads back to the address.
 */
record OwnNames(Name domain, List<Network> ranges) {
    private static final String START = "ip-";

    OwnNames {
        ranges = List.copyOf(ranges);
    }

    Name of(InetAddress address) {
        // Two dashes would do for the zeros, but a label may not end with one.
        String text = IpText.of(address).replace("::", "-z-").replace(':', '-').replace('.', '-');
        try {
            return Name.concatenate(Name.fromConstantString(START + text), domain);
        } catch (NameTooLongException e) {
            throw new IllegalStateException(domain + " is too long to name hosts below", e);
        }
    }

    /** The address that a name is of; null if it is of none. */
    @Nullable InetAddress address(Name name) {
        boolean below = name.labels() == domain.labels() + 1 && name.subdomain(domain);
        String label = below ? name.getLabelString(0).toLowerCase(java.util.Locale.ROOT) : "";
        if (!label.startsWith(START)) {
            return null;
        }
        String rest = label.substring(START.length());
        boolean four = rest.matches("\\d{1,3}(-\\d{1,3}){3}");
        InetAddress address =
                IpText.read(
                        four
                                ? rest.replace('-', '.')
                                : rest.replace("-z-", "::").replace('-', ':'));
        return address != null && isOurs(address) && of(address).equals(name) ? address : null;
    }

    private boolean isOurs(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
