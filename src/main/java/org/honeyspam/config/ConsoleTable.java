package org.honeyspam.config;

import static org.honeyspam.config.Schema.key;
import static org.honeyspam.config.Schema.one;
import static org.honeyspam.config.Schema.time;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.honeyspam.config.Schema.Table;
import org.honeyspam.config.TableReader.Read;
import org.honeyspam.dialogue.Endpoint;

/** The keys of the operator's web pages, and what is wrong with who may see them. */
final class ConsoleTable {
    private static final String NAME = "console";

    private ConsoleTable() {}

    static Table table() {
        return one(
                NAME,
                "The operator's web pages, their JSON and the metrics.",
                key(
                        "listen",
                        HostKind.endpointOrNone(),
                        "",
                        "Where; left out there is none, and init writes 127.0.0.1:8480. Beyond"
                                + " loopback only with TLS and users."),
                key(
                        "hosts",
                        Kind.listOf(Kind.hostName()),
                        List.of(),
                        "Names that browsers call it by, besides its address and localhost."),
                key(
                        "users_file",
                        Kind.pathOrNone(),
                        "",
                        "Who may log in, made with `honeyspam user add`."),
                key("certificate", Kind.pathOrNone(), "", "For TLS, in PEM, with its chain."),
                key("certificate_key", Kind.pathOrNone(), "", "The key of it, in PEM."),
                time(
                        "session_max",
                        Duration.ofMinutes(1),
                        Duration.ofDays(30),
                        "12h",
                        "After so long one logs in again."),
                time(
                        "session_idle_max",
                        Duration.ofMinutes(1),
                        Duration.ofDays(30),
                        "1h",
                        "After so long without a click as well."),
                key(
                        "viewers_max",
                        Kind.number(1, 10_000),
                        300L,
                        "Who may follow the journal live at once."));
    }

    static Console of(Read console, Path file) {
        Object listen = console.value("listen");
        return new Console(
                listen instanceof Endpoint endpoint ? endpoint : null,
                console.texts("hosts"),
                console.path("users_file", file),
                console.path("certificate", file),
                console.path("certificate_key", file),
                (Duration) console.value("session_max"),
                (Duration) console.value("session_idle_max"),
                (int) console.number("viewers_max"));
    }

    static List<Mistake> mistakes(Map<String, List<Read>> tables, Path file) {
        List<Mistake> mistakes = new ArrayList<>();
        Read console = tables.getOrDefault(NAME, List.of()).getFirst();
        Console settings = of(console, file);
        boolean tls = settings.certificate() != null && settings.certificateKey() != null;
        boolean half = settings.certificate() != null || settings.certificateKey() != null;
        if (half && !tls) {
            String key = settings.certificate() == null ? "certificate_key" : "certificate";
            mistakes.add(console.wrong(key, "there is only one of the two", "both, or none"));
        }
        if (tls) {
            pair(console, settings, mistakes);
        }
        users(console, settings, mistakes);
        if (settings.listen() != null && !settings.isPrivate()) {
            String where = "%s is not loopback".formatted(settings.listen());
            if (!tls) {
                String right = "certificate and certificate_key, or 127.0.0.1";
                mistakes.add(console.wrong("listen", where + ", and there is no TLS", right));
            } else if (settings.usersFile() == null) {
                String right = "users_file, or 127.0.0.1";
                mistakes.add(console.wrong("listen", where + ", and there are no users", right));
            }
        }
        return mistakes;
    }

    private static void pair(Read console, Console settings, List<Mistake> mistakes) {
        Path certificate = settings.certificate();
        Path key = settings.certificateKey();
        if (certificate == null || key == null) {
            return;
        }
        try {
            Identity.read(certificate, key);
        } catch (Identity.Unfit e) {
            String right = "a certificate and its key, in PEM";
            mistakes.add(console.wrong("certificate", String.valueOf(e.getMessage()), right));
        }
    }

    private static void users(Read console, Console settings, List<Mistake> mistakes) {
        Path users = settings.usersFile();
        if (users == null) {
            return;
        }
        String right = "a file that `honeyspam user add` made";
        try {
            if (UsersFile.read(users).isEmpty()) {
                mistakes.add(console.wrong("users_file", users + " has nobody in it", right));
            }
        } catch (IOException e) {
            mistakes.add(console.wrong("users_file", String.valueOf(e.getMessage()), right));
        }
    }
}
