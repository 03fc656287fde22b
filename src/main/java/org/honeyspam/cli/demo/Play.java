package org.honeyspam.cli.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import org.honeyspam.config.Configuration.Service;
import org.honeyspam.node.Node;

/** The visitors of the demo, one after the other, and what they find. */
public final class Play {
    private static final URI SITE = URI.create("http://www.lindenhof-club.example/");
    private static final int OBEDIENT_PAGES_MAX = 20;
    private static final int HARVESTED_PAGES_MAX = 12;
    private static final int MAILED_ADDRESSES = 3;
    private final List<Node.Bound> bound;
    private final Consumer<String> narrator;

    /** What the visitors left behind that can be traced. */
    public record Result(String bait, String relayedQueueId) {}

    public Play(List<Node.Bound> bound, Consumer<String> narrator) {
        this.bound = bound;
        this.narrator = narrator;
    }

    /** Plays the whole round. */
    public Result run() throws IOException, InterruptedException {
        obedientCrawler();
        List<String> harvested = harvester();
        relayTest();
        String queueId = chain();
        mailHarvested(harvested);
        return new Result(harvested.getFirst(), queueId);
    }

    private void obedientCrawler() throws IOException, InterruptedException {
        say("", "1. A crawler that obeys robots.txt comes from 127.0.0.10.");
        var crawler = new Crawler(ip("127.0.0.10"), at(Service.WEB), "GoodBot/1.0", true);
        Crawler.Harvest walk = crawler.walk(SITE, OBEDIENT_PAGES_MAX);
        say(
                "   It read %d ordinary pages, was kept out of %d pages of the maze, and has %d addresses."
                        .formatted(
                                walk.pages().size(),
                                walk.forbidden().size(),
                                walk.addresses().size()));
    }

    private List<String> harvester() throws IOException, InterruptedException {
        say("", "2. A harvester that does not comes from 127.0.0.20.");
        var crawler = new Crawler(ip("127.0.0.20"), at(Service.WEB), "EmailSiphon", false);
        Crawler.Harvest walk = crawler.walk(SITE, HARVESTED_PAGES_MAX);
        List<String> addresses = List.copyOf(walk.addresses());
        if (addresses.isEmpty()) {
            throw new IOException("the harvester found no address");
        }
        say(
                "   %d pages later it has %d addresses, each made for it alone, such as"
                        .formatted(walk.pages().size(), addresses.size()),
                "   " + String.join("  ", addresses.subList(0, Math.min(3, addresses.size()))));
        return addresses;
    }

    private void relayTest() throws IOException {
        say("", "3. A spammer at 127.0.0.30 tests the relay with a message to himself.");
        try (var talk = new SmtpTalk(ip("127.0.0.30"), at(Service.RELAY))) {
            say("   S: " + talk.reply());
            talk.say("EHLO pc30.dialup.example");
            String answer =
                    talk.deliver(
                            "tester@freemail.example",
                            List.of("dropbox@freemail.example"),
                            "Subject: test 127.0.0.1\r\n\r\nrelay test\r\n");
            say("   S: " + answer, "   It seems to relay. Nothing was delivered.");
        }
    }

    private String chain() throws IOException {
        say("", "4. Now he hides behind the open proxy, and asks it for a mail server on port 25.");
        try (var talk = new SmtpTalk(ip("127.0.0.30"), at(Service.PROXY))) {
            say(
                    "   C: CONNECT mx.victim.example:25",
                    "   S: " + talk.connect("mx.victim.example:25"));
            say("   S: " + talk.reply());
            talk.say("HELO pc30.dialup.example");
            String answer =
                    talk.deliver(
                            "offers@pharmacy.example",
                            List.of("ann@victim.example", "bob@victim.example"),
                            spam("chain-1"));
            say("   S: " + answer, "   The proxy led into the relay: both ends are on record.");
            // The server behind the proxy is the asked-for host's, here a Postfix.
            return answer.substring(answer.lastIndexOf(' ') + 1);
        }
    }

    private void mailHarvested(List<String> harvested) throws IOException {
        say("", "5. His friend at 127.0.0.40 mails what the harvester collected.");
        try (var talk = new SmtpTalk(ip("127.0.0.40"), at(Service.MX))) {
            talk.reply();
            talk.say("EHLO pc40.dialup.example");
            String domain = harvested.getFirst().substring(harvested.getFirst().indexOf('@') + 1);
            talk.say("MAIL FROM:<offers@pharmacy.example>");
            say(
                    "   C: RCPT TO:<nobody.special@" + domain + ">",
                    "   S: " + talk.say("RCPT TO:<nobody.special@" + domain + ">"));
            talk.say("RSET");
            String answer =
                    talk.deliver(
                            "offers@pharmacy.example",
                            harvested.subList(0, Math.min(MAILED_ADDRESSES, harvested.size())),
                            spam("harvest-1"));
            say("   S: " + answer);
        }
    }

    /** What a user can try while the node stays up. */
    public static List<String> invitations(List<Node.Bound> bound, Result result) {
        InetSocketAddress web = at(bound, Service.WEB);
        return List.of(
                "curl -i -H 'Host: www.harbour-works.example' http://127.0.0.1:%d/"
                        .formatted(web.getPort()),
                "curl -s -H 'Host: www.harbour-works.example' http://127.0.0.1:%d/robots.txt"
                        .formatted(web.getPort()),
                "swaks --server 127.0.0.1:%d --to %s"
                        .formatted(at(bound, Service.MX).getPort(), result.bait()),
                "swaks --server 127.0.0.1:%d --to anybody@anywhere.example"
                        .formatted(at(bound, Service.RELAY).getPort()),
                "curl -v -x http://127.0.0.1:%d --proxytunnel telnet://some.host:25"
                        .formatted(at(bound, Service.PROXY).getPort()));
    }

    private static String spam(String id) {
        return """
                From: "Best Pills" <offers@pharmacy.example>
                To: undisclosed-recipients:;
                Subject: 80%% off, only today
                Message-ID: <%s@pharmacy.example>

                Dear friend,

                visit our shop before midnight and save 80 percent.
                .
                This line of one dot was sent with another dot before it.
                """
                .formatted(id)
                .replace("\n", "\r\n");
    }

    private InetSocketAddress at(Service service) {
        return at(bound, service);
    }

    private static InetSocketAddress at(List<Node.Bound> bound, Service service) {
        return bound.stream()
                .filter(b -> b.listener().service() == service)
                .findFirst()
                .orElseThrow()
                .address();
    }

    private static InetAddress ip(String text) {
        return InetAddress.ofLiteral(text);
    }

    private void say(String... lines) {
        for (String line : lines) {
            narrator.accept(line);
        }
    }
}
