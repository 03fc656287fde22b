package org.honeyspam.intel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.honeyspam.config.Network;
import org.jspecify.annotations.Nullable;

/**
 * A source that is listed. Times are ISO 8601, UTC.
 *
 * @param source an address, or a network as in {@code 192.0.2.0/24}
 * @param kinds as what, the worst first; none if it was listed by hand
 * @param reasons each with how often it applied
 * @param note of whoever listed it by hand; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Listing(
        String source,
        By by,
        List<SourceKind> kinds,
        int score,
        String firstSeen,
        String lastSeen,
        @Nullable String expires,
        Map<String, Long> reasons,
        @Nullable String note) {

    /** What a source is listed by. */
    public enum By {
        /** Its own deeds. */
        DEEDS,
        /** So many of its addresses are. */
        NEIGHBOURS,
        /** The operator. */
        HAND
    }

    /** The same, which the operator has listed as well: it stays for as long as he says. */
    Listing alsoByHand(Listing hand) {
        return new Listing(
                source, by, kinds, score, firstSeen, lastSeen, hand.expires, reasons, hand.note);
    }

    /** Whether an address is that source, or in it. */
    public boolean covers(InetAddress address) {
        return range().contains(address);
    }

    /** The network that is listed, be it of one address. */
    public Network range() {
        return range(source);
    }

    /** The same of a source. */
    public static Network range(String source) {
        return source.indexOf('/') < 0
                ? Network.of(InetAddress.ofLiteral(source))
                : Network.of(source);
    }

    /** Whether it is one address. */
    public boolean isAddress() {
        return source.indexOf('/') < 0;
    }
}
