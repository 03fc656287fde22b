package org.honeyspam.dns;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.honeyspam.config.Network;
import org.honeyspam.dialogue.IpText;
import org.jspecify.annotations.Nullable;

/**
 * Draws a few addresses for a host out of whole networks: the same for all who ask in one period,
 * others in the next. Only the key says which, so a list of those seen tells nothing of the rest.
 */
final class Draw {
    private static final int TRIES_PER_ADDRESS = 16;

    /** Of so many burnt addresses that are drawn one is taken. */
    private static final int BURNT_TAKEN_OF = 8;

    private final byte[] key;
    private final List<Network> four;
    private final List<Network> six;
    private final int count;
    private final Duration period;
    private final Duration burntAfter;
    private final Visitors visitors;

    /**
     * @param count of addresses that a host has
     * @param period after which others are drawn
     * @param burntAfter time without a visitor, while others had some
     */
    record Rules(List<Network> ranges, int count, Duration period, Duration burntAfter) {
        Rules {
            ranges = List.copyOf(ranges);
        }
    }

    Draw(byte[] key, Rules rules, Visitors visitors) {
        this.key = key.clone();
        this.four = rules.ranges().stream().filter(Draw::isFour).toList();
        this.six = rules.ranges().stream().filter(range -> !isFour(range)).toList();
        this.count = rules.count();
        this.period = rules.period();
        this.burntAfter = rules.burntAfter();
        this.visitors = visitors;
    }

    private static boolean isFour(Network network) {
        return network.prefix() instanceof Inet4Address;
    }

    /** Addresses of a host at that time; none if no network is of that family. */
    List<InetAddress> of(String host, boolean ofSix, Instant now) {
        List<Network> ranges = ofSix ? six : four;
        if (ranges.isEmpty()) {
            return List.of();
        }
        long round = Math.floorDiv(now.getEpochSecond(), period.toSeconds());
        Set<InetAddress> drawn = new LinkedHashSet<>();
        List<InetAddress> burnt = new ArrayList<>();
        for (int i = 0; i < count * TRIES_PER_ADDRESS && drawn.size() < count; i++) {
            byte[] chance = chance("%s|%b|%d|%d".formatted(host, ofSix, round, i));
            InetAddress address = address(ranges, ByteBuffer.wrap(chance));
            if (address == null) {
                continue;
            }
            boolean passed = isBurnt(address) && (chance[0] & 0xff) % BURNT_TAKEN_OF != 0;
            Collections.addAll(passed ? burnt : drawn, address);
        }
        for (int i = 0; i < burnt.size() && drawn.size() < count; i++) {
            drawn.add(burnt.get(i)); // Better than none, where all are burnt.
        }
        return List.copyOf(drawn);
    }

    /** Whether nobody came there for long, while others had visitors until later. */
    private boolean isBurnt(InetAddress address) {
        Instant any = visitors.lastVisitOfAny();
        if (any == null) {
            return false;
        }
        Instant last = visitors.lastVisit(address);
        return (last == null ? visitors.since() : last).plus(burntAfter).isBefore(any);
    }

    /**
     * One of all addresses, each as likely; null for .0 and .255, which the ends of a network have.
     */
    private static @Nullable InetAddress address(List<Network> ranges, ByteBuffer chance) {
        chance.position(1);
        double place = (chance.getLong() >>> 11) * 0x1p-53 * size(ranges);
        int chosen = 0;
        while (chosen < ranges.size() - 1 && place >= size(ranges.subList(0, chosen + 1))) {
            chosen++;
        }
        Network range = ranges.get(chosen);
        byte[] bytes = range.prefix().getAddress();
        for (int i = 0; i < bytes.length; i++) {
            int kept = Math.clamp(range.bits() - i * Byte.SIZE, 0, Byte.SIZE);
            bytes[i] |= (byte) (chance.get() & 0xff >> kept);
        }
        boolean end = bytes.length == 4 && range.bits() < 31 && (bytes[3] == 0 || bytes[3] == -1);
        return end ? null : IpText.ip(bytes);
    }

    private static double size(List<Network> ranges) {
        double size = 0;
        for (Network range : ranges) {
            int bits = range.prefix().getAddress().length * Byte.SIZE - range.bits();
            size += Math.scalb(1.0, bits);
        }
        return size;
    }

    private byte[] chance(String what) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(what.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HMAC-SHA256", e);
        }
    }
}
