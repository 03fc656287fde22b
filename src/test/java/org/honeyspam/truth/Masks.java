package org.honeyspam.truth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Hides in replies what differs from one session to the next: dates, queue ids, challenges. */
final class Masks {
    private static final Pattern DATE =
            Pattern.compile("[A-Z][a-z]{2}, [ \\d]?\\d [A-Z][a-z]{2} \\d{4} [\\d:]{8} [+\\-\\w]+");
    private static final Pattern CHALLENGE = Pattern.compile("(?m)^334 [A-Za-z0-9+/]{20,}=*");

    private final Map<Pattern, String> masks = new LinkedHashMap<>();

    /**
     * @param queueId how the product names messages
     */
    Masks(String queueId) {
        masks.put(DATE, "{date}");
        masks.put(CHALLENGE, "334 {challenge}");
        masks.put(Pattern.compile(queueId), "{queue id}");
    }

    /** Those of web servers, which know each other's ports. */
    static Masks ofWeb(int port, int otherPort) {
        var masks = new Masks();
        masks.masks.put(Pattern.compile("\nDate: [^\r\n]*GMT"), "\nDate: {date}");
        masks.masks.put(Pattern.compile(":(?:%d|%d)\\b".formatted(port, otherPort)), ":{port}");
        // Apache puts the methods into a hash, which it shuffles at each start.
        masks.masks.put(Pattern.compile("\nAllow: [A-Z]+(?:,[A-Z]+){3}"), "\nAllow: {all}");
        // Its boundary, a number drawn at its start, is written without zeros in front.
        String parts = "Content-Length: \\d+(?=\r\n(?:[^\r\n]+\r\n)*Content-Type: multipart)";
        masks.masks.put(Pattern.compile(parts), "Content-Length: {of parts}");
        masks.masks.put(Pattern.compile("(boundary=|--)[0-9a-f]{8,20}\\b"), "$1{boundary}");
        return masks;
    }

    /** Those of proxies, which know their own ports, and where an origin server sees them. */
    static Masks ofProxies(int port, int otherPort) {
        var masks = new Masks();
        masks.masks.put(DATE, "{date}");
        masks.masks.put(Pattern.compile(":(?:%d|%d)\\b".formatted(port, otherPort)), ":{port}");
        // A name has the address that the real one's hosts file gives it, and a length of its own.
        String named = "Content-Length: \\d+(?=\r\nX-Squid-Error: ERR_CONNECT_FAIL)";
        masks.masks.put(Pattern.compile(named), "Content-Length: {of page}");
        masks.masks.put(
                Pattern.compile("Connection to [\\d.]+ failed"), "Connection to {it} failed");
        // Apache puts the methods into a hash, which it shuffles at each start.
        masks.masks.put(Pattern.compile("\nAllow: [A-Z]+(?:,[A-Z]+){3}"), "\nAllow: {all}");
        masks.masks.put(Pattern.compile("\nAge: \\d+"), "\nAge: {seconds}");
        // PHP leaves out the zeros at the end of the moment that it tells.
        masks.masks.put(
                Pattern.compile("Content-Length: \\d+(?=\r\n[\\s\\S]*REQUEST_TIME_FLOAT)"),
                "Content-Length: {of page}");
        masks.masks.put(Pattern.compile("REMOTE_PORT( ?= ?)\\d+"), "REMOTE_PORT$1{port}");
        masks.masks.put(Pattern.compile("REQUEST_TIME(\\w*) = [\\d.]+"), "REQUEST_TIME$1 = {time}");
        return masks;
    }

    /** Those of SOCKS servers: the port of their own end, which the system draws. */
    static Masks ofSocks() {
        var masks = new Masks();
        masks.masks.put(
                Pattern.compile(
                        "(?s)(\\x05[\\x00\\x05]\\x00\\x01\\x7f\\x00\\x00\\x01)[\\x80-\\xff]."),
                "$1{port}");
        masks.masks.put(
                Pattern.compile("(?s)(\\x00[\\x5a\\x5b])[\\x80-\\xff].(\\x7f\\x00\\x00\\x01)"),
                "$1{port}$2");
        return masks;
    }

    private Masks() {}

    String hide(String reply) {
        String hidden = reply;
        for (Map.Entry<Pattern, String> mask : masks.entrySet()) {
            hidden = mask.getKey().matcher(hidden).replaceAll(mask.getValue());
        }
        return hidden;
    }
}
