package org.honeyspam.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.honeyspam.bait.KeyRing;
import org.honeyspam.config.Checked;
import org.honeyspam.config.ConfigurationFile;
import org.honeyspam.config.Template;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code honeyspam init DIR}: a configuration, a key, and what to do next. */
@Command(
        name = "init",
        description = "Write a commented configuration and a secret key; never overwrites.",
        footer = {
            "",
            "Example: honeyspam init /etc/honeyspam --domain example.org --address 192.0.2.7"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:written", "1:nothing was written", "2:wrong command line"})
final class InitCommand extends Verb implements Callable<Integer> {
    private static final String CONFIGURATION = "honeyspam.toml";
    private static final String KEY = "secret.key";

    /** How far the ports of a look are from the usual ones. */
    private static final long ASIDE = 20_000;

    @Parameters(paramLabel = "DIR", description = "Folder to write to; made if it is not there.")
    private Path folder = Path.of(".");

    @Option(
            names = "--domain",
            paramLabel = "DOMAIN",
            description = "A decoy domain of yours; repeat it for more (default: example.org).")
    private List<String> domains = new ArrayList<>();

    @Option(
            names = "--address",
            paramLabel = "IP",
            converter = Ip.class,
            description = {
                "Address of this machine, for the DNS records (default: 192.0.2.1).",
                "Given twice: sites and destination server listen on the first one, relay and"
                        + " proxies on the second, both mail servers on port 25."
            })
    private List<String> addresses = new ArrayList<>();

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Folder for journal, mail and views (default: data in DIR).")
    private @Nullable Path data;

    @Option(
            names = "--loopback",
            description = "Listen on 127.0.0.1 only, on ports 20000 higher, to look at it first.")
    private boolean loopback;

    @Override
    public Integer call() {
        if (domains.isEmpty()) {
            domains.add("example.org");
        }
        if (addresses.isEmpty()) {
            addresses.add("192.0.2.1");
        }
        if (addresses.size() > 2) {
            failed("--address: two at most; nothing was written");
            return ExitCode.WRONG;
        }
        Path configuration = folder.resolve(CONFIGURATION);
        Path key = folder.resolve(KEY);
        if (Files.exists(configuration)) {
            return failed("%s is there already; nothing was written".formatted(configuration));
        }
        boolean keyIsThere = Files.exists(key);
        String text = text();
        Checked checked = ConfigurationFile.check(text, configuration);
        if (checked.configuration() == null) {
            String what = checked.mistakes().getFirst().what();
            failed("--domain: %s; nothing was written".formatted(what));
            return ExitCode.WRONG;
        }
        try {
            Files.createDirectories(folder);
            write(text, configuration);
            if (!keyIsThere) {
                KeyRing.create(key);
            }
        } catch (FileAlreadyExistsException e) {
            return failed("%s is there already".formatted(e.getFile()));
        } catch (IOException e) {
            return failed("%s cannot be written: %s".formatted(folder, e.getMessage()));
        }
        next(configuration, keyIsThere ? null : key);
        return ExitCode.OK;
    }

    /** The configuration. */
    private String text() {
        String first = domains.getFirst();
        List<Map<String, Object>> listeners =
                List.of(
                        Map.of("service", "web", "port", 80L, "host", "www." + first),
                        mail("mx", 25, "mx." + first, "starttls", "off"),
                        mail("relay", apart() ? 25 : 2525, "mail." + first, "off", "off"),
                        mail("relay", 587, "mail." + first, "starttls", "sticky"),
                        mail("relay", 465, "mail." + first, "implicit", "sticky"),
                        proxy(8080, "any-proxy", "proxy." + first),
                        proxy(3128, "squid", "proxy." + first),
                        proxy(1080, "dante", "proxy." + first));
        List<Map<String, Object>> sites =
                domains.stream()
                        .map(
                                domain ->
                                        Map.<String, Object>of(
                                                "host", "www." + domain,
                                                "domain", domain,
                                                "title", "Welcome to " + domain))
                        .toList();
        List<Map<String, Object>> console = List.of(Map.of("listen", "127.0.0.1:8480"));
        Map<String, Object> node =
                data == null ? Map.of() : Map.of("data", data.toAbsolutePath().toString());
        return Template.file(
                        Map.of(
                                "node",
                                List.of(node),
                                "listener",
                                listeners.stream().map(this::placed).toList(),
                                "site",
                                sites,
                                "console",
                                console))
                + nameServer(first);
    }

    /** Whether relay and proxies have an address of their own. */
    private boolean apart() {
        return addresses.size() > 1 && !loopback;
    }

    private Map<String, Object> placed(Map<String, Object> listener) {
        Map<String, Object> placed = new HashMap<>(listener);
        if (loopback) { // Where nobody else listens and nobody from outside comes.
            placed.put("addresses", List.of("127.0.0.1"));
            placed.compute(
                    "port", (name, port) -> port instanceof Long usual ? usual + ASIDE : port);
        } else if (apart()) {
            boolean ofOurs = List.of("web", "mx").contains(listener.get("service"));
            placed.put("addresses", List.of(ofOurs ? addresses.getFirst() : addresses.getLast()));
        }
        return placed;
    }

    private static String nameServer(String domain) {
        return """
            # To answer for your domains yourself (docs/operations.md), take the marks off, and have the
            # registry name ns1 as their name server:
            # [[listener]]
            # service = "dns"
            # port = 53
            # host = "ns1.%s"
            """
                .formatted(domain);
    }

    private static void write(String text, Path file) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var mode =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"));
        try (var channel = Files.newByteChannel(file, options, mode)) {
            channel.write(UTF_8.encode(text));
        }
    }

    private static Map<String, Object> mail(
            String service, long port, String host, String tls, String auth) {
        return Map.of("service", service, "port", port, "host", host, "tls", tls, "auth", auth);
    }

    private static Map<String, Object> proxy(long port, String persona, String host) {
        return Map.of("service", "proxy", "port", port, "persona", persona, "host", host);
    }

    private void next(Path configuration, @Nullable Path newKey) {
        out().println(
                        newKey == null
                                ? "Wrote %s; the key that is there stays.".formatted(configuration)
                                : "Wrote %s and %s (mode 0600; back it up)."
                                        .formatted(configuration, newKey));
        out().println();
        records();
        out().println();
        out().println("Next:");
        out().println(
                        "  1. Read and edit %s: names, ports, your own networks in blacklist.allow."
                                .formatted(configuration));
        out().println("  2. honeyspam config check %s".formatted(configuration));
        out().println("  3. honeyspam run --config %s".formatted(configuration));
        out().println();
        if (loopback) {
            return; // Its ports are 20000 higher and nobody comes.
        }
        if (!apart()) {
            out().println(
                            """
                The relay stands on port 2525, since the destination server has 25: with a second --address
                it has one of its own, and port 25 there.""");
        }
        out().println(
                        """
                Ports below 1024 need CAP_NET_BIND_SERVICE, which the unit of the package gives. Without it,
                see docs/operations.md.""");
    }

    private void records() {
        String own = addresses.getFirst();
        String others = addresses.getLast();
        out().println(
                        "DNS records to publish, with %s as this machine:"
                                .formatted(String.join(" and ", addresses)));
        for (String domain : domains) {
            record("www." + domain, type(own), own);
            record("mx." + domain, type(own), own);
            record(domain, "MX", "10 mx." + domain + ".");
        }
        record("mail." + domains.getFirst(), type(others), others);
        record("proxy." + domains.getFirst(), type(others), others);
    }

    private void record(String name, String type, String data) {
        out().println("  %-32s IN %-5s %s".formatted(name + ".", type, data));
    }

    private static String type(String address) {
        return address.indexOf(':') < 0 ? "A" : "AAAA";
    }
}
