package org.honeyspam.node;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
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
    private final Set<Integer> ports = new TreeSet<>();

    private Needs(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * @param own ports of the node, for the doctor
     */
    static Rules of(Configuration configuration, Set<Integer> own) {
        var needs = new Needs(configuration);
        needs.java();
        needs.files();
        needs.connections();
        if (configuration.alerts().tells(Alerts.Rule.DOCTOR)) {
            needs.ports.addAll(own);
        }
        return new Rules(needs.reads, needs.writes, needs.ports);
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
            ports.add(port.find() ? Integer.parseInt(port.group(1)) : SMTP);
            dns(probe.delivery().servers());
        }
        if (configuration.crawlers().lookUps()) {
            dns(configuration.crawlers().servers());
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
        dns(List.of());
        if (alerts.mail() != null) {
            ports.add(alerts.mail().port());
        }
        if (alerts.webhook() != null) {
            URI url = alerts.webhook().url();
            int usual = "http".equals(url.getScheme()) ? HTTP : HTTPS;
            ports.add(url.getPort() < 0 ? usual : url.getPort());
        }
        if (alerts.syslog() != null) {
            ports.add(alerts.syslog().port());
        }
    }

    /** By TCP where an answer is too long for a datagram. */
    private void dns(List<Endpoint> servers) {
        servers.forEach(server -> ports.add(server.port()));
        if (servers.isEmpty()) {
            ports.add(DNS);
        }
    }

    private void postgresql(@Nullable String hosts) {
        boolean any = false;
        Matcher port = PORT.matcher(hosts == null ? "" : hosts);
        while (port.find()) {
            ports.add(Integer.parseInt(port.group(1)));
            any = true;
        }
        if (!any) {
            ports.add(POSTGRESQL);
        }
        dns(List.of());
        reads.add(Path.of(System.getProperty("user.home"), ".postgresql"));
        Matcher file = FILE_OF_JDBC.matcher(configuration.views().database());
        while (file.find()) {
            file(Path.of(file.group(1)));
        }
    }
}
