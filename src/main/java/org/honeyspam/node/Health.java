package org.honeyspam.node;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.Listener;
import org.honeyspam.config.Use;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.dialogue.IpText;
import org.honeyspam.health.Status;
import org.honeyspam.health.Status.Limit;
import org.honeyspam.health.Status.Part;
import org.honeyspam.journal.Journal;
import org.honeyspam.mail.MessageStore;
import org.honeyspam.net.Listeners;
import org.honeyspam.probe.ProbeRelease;
import org.honeyspam.watch.FileWatch;
import org.jspecify.annotations.Nullable;

/** Says how a node is, at once: what takes time was measured before. */
final class Health {
    /** Less than the journal grows by while one looks. */
    private static final long BEHIND_BYTES_TOLD = 1 << 20;

    private final String version;
    private final Instant started;
    private final Clock clock;
    private final Journal journal;
    private final MessageStore mail;
    private final Listeners listeners;
    private final Sizes sizes;

    /**
     * What can change while a node runs.
     *
     * @param probes null if it releases none
     * @param alerts null if nobody is told anything
     * @param watch null if no files are watched
     */
    record Parts(
            Scene scene,
            List<Node.Bound> ports,
            ViewsKeeper views,
            @Nullable ProbeRelease probes,
            @Nullable AlertWatch alerts,
            @Nullable FileWatch watch,
            Status.Loaded loaded) {

        Configuration configuration() {
            return scene.configuration();
        }
    }

    Health(
            String version,
            Clock clock,
            Journal journal,
            MessageStore mail,
            Listeners listeners,
            Sizes sizes) {
        this.version = version;
        this.clock = clock;
        this.started = clock.instant();
        this.journal = journal;
        this.mail = mail;
        this.listeners = listeners;
        this.sizes = sizes;
    }

    Status of(Parts parts) {
        return new Status(
                parts.configuration().node().name(),
                version,
                started.toString(),
                listeners.transport(),
                parts.ports().stream().map(Health::port).toList(),
                limits(parts),
                parts(parts),
                sizes(parts.views()),
                parts.loaded());
    }

    private static Status.Port port(Node.Bound bound) {
        Listener listener = bound.listener();
        InetAddress ip = bound.address().getAddress();
        return new Status.Port(
                listener.service().label(),
                listener.persona().label(),
                listener.host(),
                ip.isAnyLocalAddress() ? "*" : IpText.of(ip),
                bound.address().getPort(),
                bound.port().conversations());
    }

    private List<Limit> limits(Parts parts) {
        List<Limit> limits = new ArrayList<>();
        limits.add(limit("connections", listeners.connections()));
        limits.add(limit("connections_of_one_source", listeners.connectionsOfOneSource()));
        limits.add(limit("connections_of_one_network", listeners.connectionsOfOneNetwork()));
        parts.ports().forEach(port -> ofListener(port, limits));
        limits.add(limit("connections_shed", listeners.shed()));
        limits.add(limit("accepts_per_second", listeners.arrivalsPerSecond()));
        Use ofOneNetwork = listeners.arrivalsPerSecondOfOneNetwork();
        limits.add(limit("accepts_per_second_of_one_network", ofOneNetwork));
        limits.add(limit("journal_queue_events", journal.queue()));
        limits.add(limit("mail_queue_messages", mail.queue()));
        limits.add(limit("message_memory_bytes", mail.memory()));
        limits.add(limit("slow_answers", parts.scene().services().slowAnswers(clock.instant())));
        DnsWitness witness = parts.scene().witness();
        if (witness != null) {
            limits.add(limit("look_ups", witness.lookUps()));
        }
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os) {
            long open = os.getOpenFileDescriptorCount();
            long max = os.getMaxFileDescriptorCount();
            limits.add(limit("open_files", new Use(open, max, listeners.notAccepted())));
        }
        var heap = Runtime.getRuntime();
        long used = heap.totalMemory() - heap.freeMemory();
        limits.add(limit("heap_bytes", new Use(used, heap.maxMemory(), 0))); // No visitor is told.
        limits.add(disk(parts.configuration().mail()));
        return limits;
    }

    /** Of a listener that has a bound of its own, at one of its addresses. */
    private static void ofListener(Node.Bound bound, List<Limit> limits) {
        Use use = bound.port().connections();
        if (use.max() < Integer.MAX_VALUE) {
            limits.add(limit("connections_of_" + place(bound), use));
        }
    }

    /** As nothing else is called: {@code *:25}, {@code 192.0.2.7:25}, {@code [2001:db8::7]:25}. */
    private static String place(Node.Bound bound) {
        InetAddress ip = bound.address().getAddress();
        int port = bound.address().getPort();
        return ip.isAnyLocalAddress() ? "*:" + port : new Endpoint(ip, port).toString();
    }

    /** Of the disk as far as messages may fill it. */
    private Limit disk(Configuration.Mail settings) {
        Sizes.Measured now = sizes.last();
        long max = Math.max(0, now.disk() - settings.diskFreeBytesMin());
        long used = now.disk() - now.diskFree();
        return limit("disk_used_bytes", new Use(used, max, mail.refusedForSpace()));
    }

    private static Limit limit(String name, Use use) {
        return new Limit(name, use.now(), use.max(), use.reached(), use.turnedAway());
    }

    private List<Part> parts(Parts parts) {
        List<Part> all = new ArrayList<>();
        boolean written = journal.isWritten();
        all.add(new Part("journal", written, written ? null : "it cannot be written"));
        all.add(mailPart(parts.configuration().mail()));
        all.add(viewsPart(parts.views()));
        all.addAll(parts.views().exports());
        Names names = parts.scene().names();
        if (names != null) {
            all.add(new Part("name_server", true, names.counted()));
        }
        String hosts = parts.scene().services().hostsCounted();
        if (hosts != null) {
            all.add(new Part("virtual_hosts", true, hosts));
        }
        ProbeRelease probes = parts.probes();
        if (probes != null) {
            String trouble = probes.trouble();
            all.add(new Part("probe_release", trouble == null, trouble));
        }
        AlertWatch alerts = parts.alerts();
        if (alerts != null) {
            String trouble = alerts.trouble();
            all.add(new Part("alerts", trouble == null, trouble));
        }
        FileWatch watch = parts.watch();
        if (watch != null) {
            all.add(WatchDesk.part(watch));
        }
        List<String> mistakes = parts.loaded().mistakes();
        String first = mistakes.isEmpty() ? null : "the last one was refused: " + mistakes.get(0);
        all.add(new Part("configuration", mistakes.isEmpty(), first));
        return all;
    }

    private Part mailPart(Configuration.Mail settings) {
        boolean well = mail.hasSpace();
        String note =
                "no message is taken: %d bytes of the disk are free, mail.disk_free_min is %d"
                        .formatted(sizes.last().diskFree(), settings.diskFreeBytesMin());
        return new Part("mail", well, well ? null : note);
    }

    private static Part viewsPart(ViewsKeeper views) {
        String trouble = views.trouble();
        long behind = views.measured().behindBytes();
        String note =
                behind > BEHIND_BYTES_TOLD
                        ? "%d bytes of the journal are still to be taken in".formatted(behind)
                        : null;
        return new Part("views", trouble == null, trouble == null ? note : trouble);
    }

    private Status.Sizes sizes(ViewsKeeper views) {
        Sizes.Measured files = sizes.last();
        ViewsKeeper.Measured derived = views.measured();
        return new Status.Sizes(
                files.journal(),
                files.mail(),
                derived.bytes(),
                derived.behindBytes(),
                files.diskFree());
    }
}
