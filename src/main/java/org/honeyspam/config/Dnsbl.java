package org.honeyspam.config;

import java.time.Duration;
import java.util.List;

/**
 * {@code [dnsbl]}: the zones by which mail servers ask who is listed.
 *
 * @param zone of all kinds, above those of one kind each; empty for none
 * @param httpZone that answers as http:BL; empty for none
 * @param httpKeys one of which must come first in its names; none if it need not
 * @param clients who may ask
 * @param link to the reason, with {@code %s} for the address; empty for none
 */
public record Dnsbl(
        String zone,
        String httpZone,
        List<String> httpKeys,
        List<Network> clients,
        Duration ttl,
        Duration negativeTtl,
        String link) {}
