package org.honeyspam.node;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.config.Alerts;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.ProbeMode;
import org.honeyspam.config.Export;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.jail.Rules;
import org.honeyspam.watch.Places;
import org.jspecify.annotations.Nullable;

/** What a configuration needs of the machine: files and folders, and whom it connects to. */
final class Needs {
    private static final int SMTP = 25;
    private static final int DNS = 53;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int POSTGRESQL = 5432;
    private static final Pattern JDBC = Pattern.compile("jdbc:postgresql:(?://([^/?]*))?.*");
    private static final Pattern PORT = Pattern.compile(":(\\d{1,5})(?=,|$)");
    private static final Pattern FILE_OF_JDBC = Pattern.compile("=(/[^&]+)");

    private static final String OF_PROBES = "the probe release";
    private static final String OF_ALERTS = "[alerts]";
    private static final String OF_VIEWS = "views.database";
    private static final String OF_DOCTOR =
            "the doctor, who visits each listener as long as alerts.rules has \"doctor\"";

    /** Libraries, what Java and the C library look into, and what the kernel tells. */
    private static final List<String> SYSTEM =
            List.of(
                    "/usr",
                    "/lib",
                    "/lib64",
                    "/proc",
                    "/sys",
                    "/etc/resolv.conf",
                    "/etc/hosts",
                    "/etc/host.conf",
                    "/etc/nsswitch.conf",
                    "/etc/gai.conf",
                    "/etc/services",
                    "/etc/passwd",
                    "/etc/group",
                    "/etc/localtime",
                    "/etc/timezone",
                    "/etc/ld.so.cache",
                    "/etc/ssl/certs",
                    "/etc/ca-certificates",
                    "/etc/pki",
                    "/dev/random",
                    "/dev/urandom",
                    "/run/systemd/resolve");

    /** Where SQLite, Java's own tools and Java write what does not last; and what is lost. */
    private static final List<String> TEMPORARY = List.of("/tmp", "/var/tmp", "/dev/null");

    private final Configuration configuration;
    private final Set<Path> reads = new HashSet<>();
    private final Set<Path> writes = new HashSet<>();
    private final SortedMap<Integer, String> ports = new TreeMap<>();

    private Needs(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * @param own ports of the node, for the doctor
     */
    static Rules of(Configuration configuration, Set<Integer> own) {
        return gathered(configuration, own).rules();
    }

    Rules rules() {
        return new Rules(reads, writes, ports.keySet());
    }

    /** What each port that is connected to is for. */
    SortedMap<Integer, String> ports() {
        return ports;
    }

    static Needs gathered(Configuration configuration, Set<Integer> own) {
        var needs = new Needs(configuration);
        needs.java();
        needs.files();
        needs.connections();
        if (configuration.alerts().tells(Alerts.Rule.DOCTOR)) {
            own.forEach(port -> needs.port(port, OF_DOCTOR));
        }
        return needs;
    }

    private void port(int port, String what) {
        ports.merge(port, what, (a, b) -> a.contains(b) ? a : a + " and " + b);
    }

    private void java() {
        SYSTEM.forEach(path -> reads.add(Path.of(path)));
        TEMPORARY.forEach(path -> writes.add(Path.of(path)));
        writes.add(Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath());
        for (String variable : List.of("SQLITE_TMPDIR", "TMPDIR")) {
            String folder = System.getenv(variable);
            if (folder != null && !folder.isEmpty()) {
                writes.add(Path.of(folder).toAbsolutePath());
            }
        }
        Path home = Path.of(System.getProperty("java.home"));
        reads.add(home);
        // Debian has these elsewhere, and links.
        reads.add(Rules.real(home.resolve("conf/security/java.security")).getParent());
        file(home.resolve("lib/security/cacerts"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry).toAbsolutePath();
            reads.add(Files.isDirectory(path) ? path : folderOf(path));
        }
        Path program = WatchDesk.program();
        if (program != null) {
            Places.launchers(program).forEach(this::file); // The watch reads them.
        }
    }

    private void files() {
        Path data = configuration.node().dataFolder();
        writes.add(data);
        Set<Path> others = new HashSet<>(configuration.security().named());
        others.remove(data);
        for (Export export : configuration.exports()) {
            others.remove(export.file());
            writes.add(Objects.requireNonNull(export.file().getParent()));
        }
        file(configuration.file());
        others.forEach(this::file);
    }

    /** With its folder, where the next one of that name will be, and that of what it leads to. */
    private void file(Path file) {
        for (Path path : List.of(file, Rules.real(file))) {
            reads.add(Files.isDirectory(path) ? path : folderOf(path));
        }
    }

    /** A folder right below the root has too much in it. */
    private static Path folderOf(Path file) {
        Path parent = file.getParent();
        return parent == null || parent.getNameCount() < 2 ? file : parent;
    }

    private void connections() {
        Configuration.Probe probe = configuration.probe();
        if (probe.mode() != ProbeMode.OFF) {
            Matcher port = PORT.matcher(probe.delivery().smartHost());
            port(port.find() ? Integer.parseInt(port.group(1)) : SMTP, OF_PROBES);
            dns(probe.delivery().servers(), OF_PROBES);
        }
        if (configuration.crawlers().lookUps()) {
            dns(configuration.crawlers().servers(), "crawlers.look_ups");
        }
        if (configuration.alerts().isOn()) {
            alerts(configuration.alerts());
        }
        Matcher database = JDBC.matcher(configuration.views().database());
        if (database.matches()) {
            postgresql(database.group(1));
        }
    }

    private void alerts(Alerts alerts) {
        dns(List.of(), OF_ALERTS);
        if (alerts.mail() != null) {
            port(alerts.mail().port(), OF_ALERTS);
        }
        if (alerts.webhook() != null) {
            URI url = alerts.webhook().url();
            int usual = "http".equals(url.getScheme()) ? HTTP : HTTPS;
            port(url.getPort() < 0 ? usual : url.getPort(), OF_ALERTS);
        }
        if (alerts.syslog() != null) {
            port(alerts.syslog().port(), OF_ALERTS);
        }
    }

    /** By TCP where an answer is too long for a datagram. */
    private void dns(List<Endpoint> servers, String what) {
        servers.forEach(server -> port(server.port(), what));
        if (servers.isEmpty()) {
            port(DNS, what);
        }
    }

    private void postgresql(@Nullable String hosts) {
        boolean any = false;
        Matcher port = PORT.matcher(hosts == null ? "" : hosts);
        while (port.find()) {
            port(Integer.parseInt(port.group(1)), OF_VIEWS);
            any = true;
        }
        if (!any) {
            port(POSTGRESQL, OF_VIEWS);
        }
        dns(List.of(), OF_VIEWS);
        reads.add(Path.of(System.getProperty("user.home"), ".postgresql"));
        Matcher file = FILE_OF_JDBC.matcher(configuration.views().database());
        while (file.find()) {
            file(Path.of(file.group(1)));
        }
    }
}
