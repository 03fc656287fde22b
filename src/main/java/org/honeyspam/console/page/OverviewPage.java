package org.honeyspam.console.page;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.honeyspam.console.Backend;
import org.honeyspam.console.Desk;
import org.honeyspam.console.draw.WorldMap;
import org.honeyspam.console.sheet.Links;
import org.honeyspam.geo.Origin;
import org.honeyspam.geo.Origins;
import org.honeyspam.health.Status;
import org.honeyspam.intel.Blacklist;
import org.honeyspam.intel.Listed;
import org.honeyspam.intel.Overview;
import org.honeyspam.intel.Part;
import org.honeyspam.intel.Views;
import org.jspecify.annotations.Nullable;

/** What happens now, and in the last hours or days. */
public final class OverviewPage implements Page {
    private static final Map<String, Duration> SPANS = spans();
    private static final int TOP = 10;

    /** Of so many hosts at most it is told where they are: it takes some time for each. */
    private static final int PLACED_MAX = 2_000;

    private final Desk desk;
    private final Backend backend;

    public OverviewPage(Desk desk, Backend backend) {
        this.desk = desk;
        this.backend = backend;
    }

    private static Map<String, Duration> spans() {
        Map<String, Duration> spans = new LinkedHashMap<>();
        spans.put("hour", Duration.ofHours(1));
        spans.put("day", Duration.ofDays(1));
        spans.put("week", Duration.ofDays(7));
        spans.put("month", Duration.ofDays(30));
        return spans;
    }

    /**
     * All of it.
     *
     * @param map null if no file says where hosts are
     */
    public record Model(
            String span,
            List<String> spans,
            List<Figure> figures,
            Chart chart,
            List<Busy> busiest,
            List<Group> networks,
            List<Group> countries,
            @JsonIgnore @Nullable String map,
            Status status) {}

    /** How much of something there was, and the page that lists it. */
    public record Figure(String name, String label, long count, String href) {}

    /**
     * Events by the hour.
     *
     * @param hours seconds of the epoch
     * @param counts of each service, one an hour
     */
    public record Chart(List<Long> hours, Map<String, List<Long>> counts) {}

    /** A host that did much. */
    public record Busy(String ip, String origin, long events, boolean listed) {}

    /** Hosts that belong together. */
    public record Group(String name, String href, long hosts) {}

    @Override
    public Found find(Ask ask) throws Ask.Wrong, IOException, SQLException {
        String span = ask.text("span").isEmpty() ? "day" : ask.text("span");
        Duration length = SPANS.get(span);
        if (length == null) {
            throw Ask.Wrong.request("span: one of " + String.join(", ", SPANS.keySet()));
        }
        Instant now = ask.now();
        Instant since = now.minus(length);
        Listed listed = backend.listed();
        Origins origins = backend.origins();
        Model model = desk.ask(views -> model(span, since, now, views, listed, origins));
        return new Found("overview.jte", "Overview", model);
    }

    private Model model(
            String span, Instant since, Instant now, Views views, Listed listed, Origins origins)
            throws IOException, SQLException {
        Overview overview = views.overview();
        Map<String, Long> countries = new TreeMap<>();
        Map<String, Long> networks = new TreeMap<>();
        for (Overview.Source host : overview.active(since, PLACED_MAX)) {
            Origin origin = origins.of(InetAddress.ofLiteral(host.ip()));
            if (origin.country() != null) {
                countries.merge(origin.country(), 1L, Long::sum);
            }
            String system = origin.system();
            String name = origin.asName() == null ? "" : " " + origin.asName();
            networks.merge(system == null ? network(host.ip()) : system + name, 1L, Long::sum);
        }
        return new Model(
                span,
                List.copyOf(SPANS.keySet()),
                figures(overview, since, listed),
                chart(overview, since, now),
                busiest(overview, since, listed, origins),
                largest(networks, "/search?q="),
                largest(countries, "/harvesters?country="),
                countries.isEmpty() ? null : WorldMap.whole().draw(countries),
                backend.status());
    }

    private static String network(String ip) {
        return Blacklist.around(InetAddress.ofLiteral(ip)).text();
    }

    private static List<Figure> figures(Overview overview, Instant since, Listed listed)
            throws SQLException {
        Map<String, Long> actions = new LinkedHashMap<>();
        for (Overview.Done done : overview.byAction(since)) {
            actions.merge(done.action(), done.events(), Long::sum);
        }
        String from = since.toString();
        long fresh =
                listed.all().stream()
                        .filter(listing -> listing.firstSeen().compareTo(from) >= 0)
                        .count();
        String harvesters = "/harvesters?since=" + from;
        return List.of(
                figure("visits", "Visits", actions.get("visit_opened"), harvesters),
                figure("pages", "Pages", actions.get("page_served"), "/events"),
                figure("addresses", "Addresses given", overview.given(since), harvesters),
                figure("probes", "Relays tried", overview.trials(since), "/messages?service=relay"),
                figure("sessions", "Sessions", actions.get("session_opened"), "/events"),
                figure("messages", "Messages", actions.get("message_taken"), "/messages"),
                figure(
                        "senders",
                        "Senders",
                        overview.hosts(Part.SENDER, since),
                        "/senders?since=" + from),
                figure(
                        "harvesters",
                        "Harvesters",
                        overview.hosts(Part.HARVESTER, since),
                        harvesters),
                figure(
                        "proxy_users",
                        "Users of proxies",
                        overview.hosts(Part.PROXY_USER, since),
                        "/proxy-users?since=" + from),
                figure("listed", "Newly listed", fresh, "/blacklist?order=last"));
    }

    private static Figure figure(String name, String label, @Nullable Long count, String href) {
        return new Figure(name, label, count == null ? 0 : count, href);
    }

    private static Chart chart(Overview overview, Instant since, Instant now) throws SQLException {
        List<Overview.Busy> all = overview.byHour(since);
        List<Long> hours = new ArrayList<>();
        Instant last = now.truncatedTo(ChronoUnit.HOURS);
        for (Instant hour = since.truncatedTo(ChronoUnit.HOURS);
                !hour.isAfter(last);
                hour = hour.plus(1, ChronoUnit.HOURS)) {
            hours.add(hour.getEpochSecond());
        }
        Map<String, List<Long>> counts = new TreeMap<>();
        for (Overview.Busy busy : all) {
            long past = busy.hour().getEpochSecond() - hours.getFirst();
            int at = (int) (past / Duration.ofHours(1).toSeconds());
            if (at >= 0
                    && at < hours.size()) { // A clock that was put back has seen what is to come.
                counts.computeIfAbsent(
                                busy.service(),
                                name -> new ArrayList<>(Collections.nCopies(hours.size(), 0L)))
                        .set(at, busy.events());
            }
        }
        return new Chart(hours, counts);
    }

    private static List<Busy> busiest(
            Overview overview, Instant since, Listed listed, Origins origins)
            throws IOException, SQLException {
        List<Busy> busiest = new ArrayList<>();
        for (Overview.Source host : overview.busiest(since, TOP)) {
            InetAddress ip = InetAddress.ofLiteral(host.ip());
            busiest.add(new Busy(host.ip(), origins.of(ip).text(), host.events(), listed.has(ip)));
        }
        return busiest;
    }

    private static List<Group> largest(Map<String, Long> groups, String href) {
        return groups.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(TOP)
                .map(e -> new Group(e.getKey(), href + Links.encoded(e.getKey()), e.getValue()))
                .toList();
    }
}
