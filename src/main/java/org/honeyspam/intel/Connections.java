package org.honeyspam.intel;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.honeyspam.intel.Graph.Edge;
import org.honeyspam.intel.Graph.Node;

/** Draws the graph around what is asked for: from there to visits, mail, senders and campaigns. */
final class Connections {
    /** So many of a kind beside one node; a person reads no more. */
    private static final int SIDES_MAX = 10;

    /** So many of what stands further off. */
    private static final int FAR_MAX = 4;

    private final Traces traces;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Set<Edge> edges = new LinkedHashSet<>();
    private boolean cut;

    Connections(Traces traces) {
        this.traces = traces;
    }

    Graph of(Trace trace) throws SQLException {
        String root =
                switch (trace) {
                    case Trace.Address address -> around(address);
                    case Trace.Visit visit -> around(visit, SIDES_MAX);
                    case Trace.Message message -> around(message, "");
                    case Trace.Host host -> around(host);
                    case Trace.Campaign campaign -> around(campaign);
                };
        return new Graph(root, List.copyOf(nodes.values()), List.copyOf(edges), cut);
    }

    private String around(Trace.Address address) {
        String node = address(address.harvest());
        for (Trace.Message message : some(address.mail(), SIDES_MAX)) {
            around(message, node);
        }
        return node;
    }

    private String around(Trace.Visit visit, int most) throws SQLException {
        String node = visit(visit.visit(), visit.ip(), visit.time(), visit.site());
        for (String address : some(traces.mailed(visit.visit(), most + 1), most)) {
            String taken = node("address", address, address);
            edge(node, taken, "took");
            for (Trace.Message message : some(traces.firstTo(address, FAR_MAX + 1), FAR_MAX)) {
                around(message, taken);
            }
        }
        return node;
    }

    /** With the address through which it was met; empty if it is the root. */
    private String around(Trace.Message message, String through) {
        String subject = message.subject() == null ? "" : " " + message.subject();
        String label = "%s %s%s".formatted(message.queueId(), message.time(), subject);
        String node = node("message", message.event(), label);
        edge(host(message.ip()), node, "sent");
        for (String hop : message.chain()) {
            edge(node, node("hop", hop, hop), "came through");
        }
        if (message.campaign() != null) {
            edge(node, campaign(message.campaign()), "is of");
        }
        if (!through.isEmpty()) {
            edge(node, through, "is for");
            return node;
        }
        for (Trace.To to : some(message.recipients(), SIDES_MAX)) {
            Trace.Harvest harvest = to.harvest();
            String address =
                    harvest == null
                            ? node("address", to.address(), to.address())
                            : address(harvest);
            edge(node, address, "is for");
        }
        return node;
    }

    private String around(Trace.Host host) throws SQLException {
        String node = host(host.ip());
        for (Trace.Visit visit : some(host.visits(), SIDES_MAX)) {
            around(visit, FAR_MAX);
        }
        for (Trace.Message message : some(host.messages(), SIDES_MAX)) {
            around(message, "");
        }
        for (Trace.Run run : some(host.runs(), SIDES_MAX)) {
            String box = run.box().isEmpty() ? "" : " with mail to " + run.box();
            String trial =
                    node(
                            "trial",
                            run.kind() + " " + run.triedBy() + " " + run.box(),
                            run.kind() + box);
            edge(host(run.triedBy()), trial, "tried");
            edge(host(run.ip()), trial, "followed");
            if (!run.campaign().isEmpty()) {
                edge(trial, campaign(run.campaign()), "was for");
            }
        }
        return node;
    }

    private String around(Trace.Campaign campaign) throws SQLException {
        String node = campaign(campaign.id());
        Trace.CampaignDetails details = campaign.details();
        if (details == null) {
            return node;
        }
        for (Trace.CampaignSender sender : some(details.senders(), SIDES_MAX)) {
            edge(host(sender.ip()), node, "sends");
        }
        for (String id : some(details.visits(), SIDES_MAX)) {
            for (Harvests.Taking taking : traces.takings(id)) {
                edge(
                        node,
                        visit(id, taking.ip(), Span.time(taking.timeMillis()), taking.site()),
                        "is for what was taken in");
            }
        }
        for (String kin : some(details.kin(), SIDES_MAX)) {
            edge(node, campaign(kin), "is like");
        }
        return node;
    }

    private String address(Trace.Harvest harvest) {
        String node = node("address", harvest.address(), harvest.address());
        String visit = visit(harvest.visit(), harvest.ip(), harvest.time(), harvest.site());
        edge(visit, node, "took");
        return node;
    }

    private String visit(String id, String ip, String time, String site) {
        String node = node("visit", id, "%s %s %s".formatted(id, time, site));
        edge(host(ip), node, "made");
        return node;
    }

    private String host(String ip) {
        return node("host", ip, ip);
    }

    private String campaign(String id) {
        return node("campaign", id, id);
    }

    private String node(String kind, String name, String label) {
        String id = kind + ":" + name;
        nodes.putIfAbsent(id, new Node(id, kind, label));
        return id;
    }

    private void edge(String from, String to, String what) {
        edges.add(new Edge(from, to, what));
    }

    private <T> List<T> some(List<T> all, int most) {
        cut |= all.size() > most;
        return all.subList(0, Math.min(all.size(), most));
    }
}
