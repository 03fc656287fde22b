package org.honeyspam.config;

import java.time.Duration;
import java.util.List;
import org.honeyspam.dialogue.Endpoint;

/**
 * {@code [dns]}: what the name server says of the decoy domains.
 *
 * @param nameServers that the zones name; none for the hosts of the listeners
 * @param addresses of this machine as others see it; none for those of the listeners
 * @param ranges out of which addresses of hosts are drawn; none for those of this machine
 * @param authorities that may issue certificates; none for all
 * @param answersMax in a second to one network, for one name
 * @param lookUps whether it may be asked what the world sees
 * @param servers whom to ask that; none for those of the machine
 */
public record Dns(
        List<String> nameServers,
        List<String> addresses,
        List<Network> ranges,
        int addressesPerName,
        Duration addressTtl,
        Duration ttl,
        Duration burntAfter,
        String spf,
        String dmarc,
        List<String> authorities,
        boolean wildcards,
        int answersMax,
        boolean lookUps,
        List<Endpoint> servers) {}
