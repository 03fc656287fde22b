package org.honeyspam.bait;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.config.Configuration.BaitStyle;
import org.honeyspam.dialogue.IpText;
import org.jspecify.annotations.Nullable;

/**
 * As the SRUTI '05 paper prints it: {@code crawler-IP_timestamp}. The digits below the second are
 * the index of the address in its visit (3) and a keyed check (6), so that a guess is refused.
 */
final class Paper implements Style {
    private static final int CHECKS = 1_000_000;
    private static final int INDICES = 1_000;
    private static final Pattern FORM =
            Pattern.compile("([0-9a-f.-]{7,39})_(\\d{10})(\\d{3})(\\d{6})");

    @Override
    public int addressesPerVisitMax() {
        return INDICES;
    }

    @Override
    public String mint(KeyRing.Key key, Facts facts, String domain) {
        String ip = written(facts.visitor());
        long second = facts.visitStart().getEpochSecond();
        String start = "%s_%010d%03d".formatted(ip, second, facts.index());
        return start + "%06d".formatted(check(key, start, domain));
    }

    @Override
    public @Nullable Carried read(
            KeyRing.Key key, String local, String domain, List<String> sites) {
        Matcher form = FORM.matcher(local);
        if (!form.matches()) {
            return null;
        }
        InetAddress visitor = visitor(form.group(1));
        String start = local.substring(0, local.length() - 6);
        if (visitor == null || check(key, start, domain) != Integer.parseInt(form.group(4))) {
            return null;
        }
        return new Carried(
                BaitStyle.PAPER,
                key.id(),
                local + "@" + domain,
                0,
                IpText.of(visitor),
                Instant.ofEpochSecond(Long.parseLong(form.group(2))),
                null);
    }

    private static int check(KeyRing.Key key, String start, String domain) {
        long number = key.hmac().number("paper " + start + "@" + domain);
        return (int) Long.remainderUnsigned(number, CHECKS);
    }

    /** IPv6 in full, with hyphens: a colon may not stand in an address. */
    private static String written(InetAddress ip) {
        byte[] bytes = ip.getAddress();
        if (bytes.length == 4) {
            return IpText.of(ip);
        }
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < bytes.length; i += 2) {
            groups.add(Integer.toHexString((bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff));
        }
        return String.join("-", groups);
    }

    /** Null if it is not as {@link #written} writes. */
    private static @Nullable InetAddress visitor(String written) {
        try {
            InetAddress ip = InetAddress.ofLiteral(written.replace('-', ':'));
            return written(ip).equals(written) ? ip : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
