package org.honeyspam.intel;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.honeyspam.config.Configuration;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.dialogue.Hop;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.disk.FaultyDisk;
import org.honeyspam.journal.ChainKey;
import org.honeyspam.journal.Entry;
import org.honeyspam.journal.Journal;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.journal.JournalEvent.Recipient;
import org.jspecify.annotations.Nullable;

/** A journal that tests write by hand: an event a minute, on disk when the method returns. */
final class Diary implements AutoCloseable {
    static final Instant START = Instant.parse("2025-03-04T00:00:00Z");
    static final Configuration.Journal SETTINGS =
            new Configuration.Journal(40_000, 2_000, 1 << 30, Duration.ofDays(36_500));

    private final Journal journal;
    private int minutes;

    Diary(Path folder) throws IOException {
        Path disk = new FaultyDisk(folder).folder(); // For its quick fsync.
        this.journal = Journal.open(disk, "n1", 7, SETTINGS, new ChainKey(new byte[32]));
    }

    /** When the next event happens. */
    Instant now() {
        return START.plus(Duration.ofMinutes(minutes));
    }

    /** What comes next is of an earlier time, as what was replayed. */
    Diary back(int byMinutes) {
        minutes -= byMinutes;
        return this;
    }

    Diary note(@Nullable Peer peer, JournalEvent event) {
        var onDisk = new CountDownLatch(1);
        if (!journal.offer(new Entry(now(), peer, event), onDisk::countDown)) {
            throw new AssertionError("the journal is full");
        }
        try {
            onDisk.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        minutes++;
        return this;
    }

    /** The same, many times at the same instant, without waiting for the disk but once. */
    Diary noteOften(Peer peer, JournalEvent event, int times) {
        for (int i = 1; i < times; i++) {
            if (!journal.offer(new Entry(now(), peer, event))) {
                throw new AssertionError("the journal is full");
            }
        }
        return note(peer, event);
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }

    static Peer peer(String ip, String service) {
        var source = new Endpoint(InetAddress.ofLiteral(ip), 40_000);
        var local = new Endpoint(InetAddress.ofLiteral("198.51.100.1"), 25);
        return new Peer("n1-7-1", service, source, local, List.of(), null);
    }

    static Peer throughTheProxy(String ip, String target) {
        var proxy = new Endpoint(InetAddress.ofLiteral("198.51.100.1"), 3128);
        return peer(ip, "proxy").behind(new Hop("http-connect", proxy, target), "relay");
    }

    static JournalEvent page(String kind) {
        return new JournalEvent.PageServed(
                "GET", "www.one.example", "/p", "1.1", "", "Bot/1", 200, 10, kind);
    }

    static JournalEvent bait(String... addresses) {
        return new JournalEvent.BaitServed(
                "v1", "www.one.example", "/list", "Bot/1", List.of(addresses), forms(addresses));
    }

    private static List<String> forms(String... addresses) {
        return Collections.nCopies(addresses.length, "table");
    }

    static JournalEvent proxied(String outcome) {
        return proxied("mx.example", 25, outcome);
    }

    /** Somebody asks a proxy for a host. */
    static JournalEvent named(String host, int port) {
        return proxied(host, port, "relay");
    }

    /** Somebody asks a proxy for a page that tells whether it works. */
    static JournalEvent judged() {
        return new JournalEvent.ProxyRequest(
                "http",
                "GET",
                "http://judge.example/",
                "judge.example",
                80,
                null,
                "1.1",
                "",
                "GET http://judge.example/ HTTP/1.1\r\n\r\n",
                null,
                null,
                200,
                null,
                0,
                "probe",
                "judge");
    }

    private static JournalEvent proxied(String host, int port, String outcome) {
        return new JournalEvent.ProxyRequest(
                "http",
                "CONNECT",
                host + ":" + port,
                host,
                port,
                "relay",
                "1.1",
                "",
                "CONNECT " + host + ":" + port + " HTTP/1.1\r\n\r\n",
                null,
                null,
                outcome.equals("relay") ? 200 : 503,
                null,
                0,
                "mail_abuse",
                outcome);
    }

    /** A question to the name server for what it does not tell. */
    static JournalEvent asked(String transport, String outcome) {
        String name = "mx.elsewhere.example";
        return new JournalEvent.DnsQuery(
                name, "ANY", transport, 512, false, null, "REFUSED", List.of(), outcome);
    }

    static JournalEvent guess(String line, int code) {
        return new JournalEvent.SmtpCommand(line, code, List.of("text"));
    }

    static JournalEvent login(String outcome) {
        return new JournalEvent.SmtpAuth(
                "PLAIN", List.of(), List.of("AGJvYgB4"), "bob", "x", null, outcome);
    }

    static JournalEvent form(String kind, String... bait) {
        boolean login = kind.equals("login");
        return new JournalEvent.FormPosted(
                kind,
                "www.one.example",
                "/contact.html",
                "",
                "Bot/1",
                "",
                10,
                10,
                "f0",
                List.of(new JournalEvent.FormField("a", "b", 1, null, null, null)),
                List.of("http://pills.example/"),
                List.of(bait),
                List.of(bait),
                login ? "admin" : null,
                login ? "123456" : null,
                "kept");
    }

    static JournalEvent sought(String kind) {
        return new JournalEvent.WeaknessSought(kind, "www.one.example", "/x", "Bot/1", 404);
    }

    static Recipient toBait(String typed, String bait) {
        return new Recipient(typed, bait);
    }

    static Recipient to(String typed) {
        return new Recipient(typed, null);
    }

    static JournalEvent message(String queueId, Recipient... recipients) {
        return new JournalEvent.MessageTaken(
                queueId,
                "mail.example",
                "a@spam.example",
                List.of(recipients),
                "hash-" + queueId,
                24,
                "Received: from mail.example",
                "<" + queueId + "@spam.example>",
                "Buy");
    }
}
