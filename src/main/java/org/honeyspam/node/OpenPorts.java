package org.honeyspam.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.honeyspam.config.Configuration.Listener;
import org.honeyspam.config.Configuration.Service;
import org.honeyspam.net.Binding;
import org.honeyspam.net.Datagrams;
import org.honeyspam.net.Listeners;
import org.honeyspam.net.Port;
import org.jspecify.annotations.Nullable;

/** The open ports of a node, in the order of its configuration; and how they become others. */
final class OpenPorts {
    private final Listeners listeners;
    private volatile Map<Spot, Open> open = Map.of();

    /**
     * A port that is open.
     *
     * @param datagrams of the same number, where it is a name server's
     */
    private record Open(
            Listener listener, Port port, Binding binding, @Nullable Datagrams datagrams) {
        Node.Bound bound() {
            return new Node.Bound(listener, port.address(), port);
        }

        void close() {
            port.close();
            if (datagrams != null) {
                datagrams.close();
            }
        }

        @Override
        public String toString() {
            return "%s on %s port %d"
                    .formatted(
                            listener.service().label(),
                            port.address().getAddress().getHostAddress(),
                            port.address().getPort());
        }
    }

    OpenPorts(Listeners listeners) {
        this.listeners = listeners;
    }

    List<Node.Bound> bound() {
        return open.values().stream().map(Open::bound).toList();
    }

    /**
     * Opens what the scene asks for and is not open yet. Nobody who comes meets the scene before
     * {@link Change#take}.
     *
     * @throws IOException if a port cannot be had; then none of them is open
     */
    Change prepare(Scene scene) throws IOException {
        var change = new Change(scene);
        boolean done = false;
        try {
            for (var wanted : Spot.of(scene.configuration()).entrySet()) {
                change.plan(wanted.getKey(), wanted.getValue());
            }
            done = true;
            return change;
        } finally {
            if (!done) {
                change.undo();
            }
        }
    }

    /** From the ports that are open to those that a scene asks for. */
    final class Change {
        private final Scene scene;
        private final Map<Spot, Open> before = open;
        private final Map<Spot, Open> after = new LinkedHashMap<>();
        private final List<Open> opened = new ArrayList<>();
        private final List<Datagrams> more = new ArrayList<>();

        private Change(Scene scene) {
            this.scene = scene;
        }

        private void plan(Spot spot, Listener listener) throws IOException {
            Open known = before.get(spot);
            Binding binding = spot.binding(scene.configuration().hosts());
            try {
                if (known == null) {
                    after.put(spot, open(spot, listener, binding));
                } else if (known.binding().does(binding)) {
                    after.put(spot, stay(known, listener));
                } else {
                    throw new IOException("it is open for one listener alone");
                }
            } catch (IOException e) {
                throw new IOException(
                        "cannot listen as %s on %s port %d: %s%s"
                                .formatted(
                                        listener.service().label(),
                                        spot.address(),
                                        spot.port(),
                                        e.getMessage(),
                                        ofOurs(spot)),
                        e);
            }
        }

        private Open open(Spot spot, Listener listener, Binding binding) throws IOException {
            InetSocketAddress wanted = spot.socketAddress();
            Port port =
                    listeners.open(wanted, scene.services().receptions(spot, listener), binding);
            var alone = new Open(listener, port, binding, null);
            opened.add(alone);
            return new Open(listener, port, binding, datagrams(listener, port));
        }

        private Open stay(Open known, Listener listener) throws IOException {
            Datagrams datagrams = known.datagrams();
            boolean asked = listener.service() == Service.DNS;
            if (asked && datagrams == null) {
                datagrams = datagrams(listener, known.port());
            }
            return new Open(listener, known.port(), known.binding(), asked ? datagrams : null);
        }

        private @Nullable Datagrams datagrams(Listener listener, Port port) throws IOException {
            Names names = scene.names();
            if (names == null || listener.service() != Service.DNS) {
                return null;
            }
            String name = listener.service().label();
            Datagrams made = listeners.openDatagrams(port.address(), name, names.service());
            more.add(made);
            return made;
        }

        /** A port cannot move between all addresses and one of them while it is open. */
        private String ofOurs(Spot spot) {
            boolean ours =
                    before.keySet().stream()
                            .anyMatch(at -> at.port() == spot.port() && !after.containsKey(at));
            return ours ? "; a listener of this node has it, so this needs a restart" : "";
        }

        /** All who come from now on meet the scene; who is inside goes on as he began. */
        void take() {
            open = after;
            for (var entry : after.entrySet()) {
                Open port = entry.getValue();
                port.port().meet(scene.services().receptions(entry.getKey(), port.listener()));
                if (port.datagrams() != null && scene.names() != null) {
                    port.datagrams().serve(scene.names().service());
                }
            }
            for (var old : before.entrySet()) {
                Open next = after.get(old.getKey());
                Datagrams datagrams = old.getValue().datagrams();
                if (next == null) {
                    old.getValue().close();
                } else if (datagrams != null && next.datagrams() == null) {
                    datagrams.close();
                }
            }
        }

        /** Closes what was opened for it; all is as before. */
        void undo() {
            opened.forEach(Open::close);
            more.forEach(Datagrams::close);
        }

        /** The ports as they will be. */
        List<Node.Bound> bound() {
            return after.values().stream().map(Open::bound).toList();
        }

        /** What it does to ports, to be read. */
        List<String> told() {
            List<String> told = new ArrayList<>();
            opened.forEach(port -> told.add("opened: " + port));
            before.forEach(
                    (spot, port) -> {
                        if (!after.containsKey(spot)) {
                            told.add("closed: " + port);
                        }
                    });
            return told;
        }
    }
}
