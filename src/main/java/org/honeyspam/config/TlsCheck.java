package org.honeyspam.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.honeyspam.config.TableReader.Read;

/** Finds what is wrong with the TLS of listeners: where it is spoken, and what is shown there. */
final class TlsCheck {
    private static final List<String> ASKED_WITHIN = List.of("mx", "relay");

    private final Path file;
    private final List<Mistake> mistakes = new ArrayList<>();
    private final Map<String, Read> byHost = new HashMap<>();

    private TlsCheck(Path file) {
        this.file = file;
    }

    static List<Mistake> of(Map<String, List<Read>> tables, Path file) {
        var check = new TlsCheck(file);
        tables.getOrDefault("listener", List.of()).forEach(check::listener);
        tables.getOrDefault("site", List.of()).stream()
                .filter(TlsCheck::given)
                .forEach(check::files);
        return check.mistakes;
    }

    private void listener(Read listener) {
        String service = listener.text("service");
        boolean given = given(listener);
        if (listener.text("tls").equals("off")) {
            if (given) {
                String key = given(listener, "certificate") ? "certificate" : "certificate_key";
                wrong(
                        listener,
                        key,
                        key + ": this listener speaks no TLS",
                        "tls = \"starttls\" or \"implicit\"");
            }
        } else if (!ASKED_WITHIN.contains(service) && listener.text("tls").equals("starttls")) {
            String what = "tls: %s is not asked for it within the protocol".formatted(service);
            wrong(listener, "tls", what, "\"implicit\" or \"off\"");
        } else {
            if (given) {
                files(listener);
            }
            oneForAHost(listener);
        }
    }

    private void files(Read listener) {
        for (String key : List.of("certificate", "certificate_key")) {
            if (!given(listener, key)) {
                String other = key.equals("certificate") ? "certificate_key" : "certificate";
                wrong(
                        listener,
                        other,
                        "%s without %s".formatted(other, key),
                        "both, or none for a self-signed one");
                return;
            }
        }
        Path certificate = path(listener, "certificate");
        Path key = path(listener, "certificate_key");
        String at = "certificate";
        try {
            Identity.chain(certificate);
            at = "certificate_key";
            Identity.key(key);
            Identity.read(certificate, key);
        } catch (Identity.Unfit e) {
            wrong(listener, at, "%s: %s".formatted(at, e.getMessage()), right(at));
        }
    }

    private static String right(String key) {
        return key.equals("certificate")
                ? "a file that begins with -----BEGIN CERTIFICATE-----"
                : "the key of that certificate, in PEM";
    }

    /** A peer who meets one host on two ports must not be shown two faces. */
    private void oneForAHost(Read listener) {
        Read other = byHost.putIfAbsent(listener.text("host"), listener);
        if (other == null) {
            return;
        }
        for (String key : List.of("certificate", "certificate_key")) {
            if (!listener.text(key).equals(other.text(key))) {
                wrong(
                        listener,
                        key,
                        "%s: not that of the listener in line %d, which has the same host"
                                .formatted(key, other.position().line()),
                        Kind.quoted(other.text(key)));
                return;
            }
        }
    }

    private static boolean given(Read table) {
        return given(table, "certificate") || given(table, "certificate_key");
    }

    private static boolean given(Read listener, String key) {
        return !listener.text(key).isEmpty();
    }

    private Path path(Read listener, String key) {
        return file.resolveSibling(listener.text(key)).normalize();
    }

    private void wrong(Read listener, String key, String what, String right) {
        var at = listener.place(key);
        mistakes.add(new Mistake(at.line(), at.column(), what, right));
    }
}
