package org.honeyspam.config;

import java.time.Duration;
import java.util.List;
import org.honeyspam.dialogue.Endpoint;

/**
 * What of {@code [probe]} says how mail leaves.
 *
 * @param servers name servers; none for those of the machine
 * @param smartHost {@code host:port}; empty for the exchangers of the domain
 * @param localAddress {@code auto}, {@code any} or an address
 */
public record ProbeDelivery(
        List<Endpoint> servers,
        String smartHost,
        String localAddress,
        Duration retryDelay,
        Duration retryMax,
        boolean allowPrivate) {}
