package org.honeyspam.hosts;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.config.Configuration.Service;
import org.honeyspam.config.Hosts;
import org.honeyspam.config.Network;
import org.honeyspam.hosts.VirtualHost.Offered;

/**
 * One network of virtual hosts. All but their names follows from the last 16 bits of an address, so
 * that a firewall can know it, too; in a network of at most so many addresses that is each of them.
 */
final class Plot {
    static final int CELL_BITS = 16;
    private static final int ALL = 100;
    private static final int FRACTION_BITS = 16;

    private static final List<String> MAIL_WORDS =
            List.of("mail", "smtp", "mx", "relay", "mailgw", "mail2", "mailhost", "post");
    private static final List<String> PROXY_WORDS =
            List.of("proxy", "cache", "gw", "webcache", "proxy1", "gate");
    private static final List<String> WEB_WORDS = List.of("www", "www", "www", "web", "www2");

    private final Lots lots;
    private final Network network;
    private final Hosts.Block block;
    private final int cellBits;

    /** At which place of the order by which shares are dealt out each cell is. */
    private final char[] places;

    /** How far the first place is from nought: a network of one address is no always-first one. */
    private final int fraction;

    /** What is drawn of a cell. */
    record Draw(String word, String domain, List<Offered> services, boolean filters) {}

    Plot(Lots lots, Network network, Hosts.Block block) {
        this.lots = lots;
        this.network = network;
        this.block = block;
        byte[] bytes = network.prefix().getAddress();
        this.cellBits = Math.min(CELL_BITS, Byte.SIZE * bytes.length - network.bits());
        this.places = lots.order("places", bytes, 1 << cellBits);
        this.fraction = lots.draw("fraction", bytes, 0).getChar();
    }

    Network network() {
        return network;
    }

    List<String> domains() {
        return block.domains();
    }

    Hosts.Bind bind() {
        return block.bind();
    }

    /** Whether each address has a cell of its own. */
    boolean isSmall() {
        return Byte.SIZE * network.prefix().getAddress().length - network.bits() <= CELL_BITS;
    }

    int cells() {
        return 1 << cellBits;
    }

    int cell(InetAddress address) {
        byte[] bytes = address.getAddress();
        int last = ByteBuffer.wrap(bytes).getChar(bytes.length - Character.BYTES);
        return last & (1 << cellBits) - 1;
    }

    /** The first address of a cell. */
    InetAddress address(int cell) {
        return network.at(cell);
    }

    Draw draw(int cell) {
        ByteBuffer dice = lots.draw("host", network.prefix().getAddress(), cell);
        boolean filters = below(dice, ALL) < block.filterPercent();
        String domain = block.domains().get(below(dice, block.domains().size()));
        List<Offered> services = new ArrayList<>();
        for (Hosts.Offer offer : share(cell).offers()) {
            Persona persona = offer.personas().get(below(dice, offer.personas().size()));
            for (Hosts.Door door : offer.doors(persona)) {
                services.add(new Offered(offer.service(), persona, door.port(), door.tls()));
            }
        }
        List<String> words = words(services.getFirst().service());
        String word = words.get((dice.get(dice.capacity() - 1) & 0xff) % words.size());
        return new Draw(word, domain, services, filters);
    }

    /** Dealt out in order of the places, so that the shares come out whatever the key. */
    private Hosts.Share share(int cell) {
        long place = ((long) places[cell] << FRACTION_BITS) + fraction;
        long percent = place * ALL >> FRACTION_BITS + cellBits;
        int upTo = 0;
        for (Hosts.Share share : block.mix()) {
            upTo += share.percent();
            if (percent < upTo) {
                return share;
            }
        }
        throw new IllegalStateException("the configuration was checked: shares are a hundred");
    }

    /** A byte is enough for what there is to choose from; 17 at most are taken. */
    private static int below(ByteBuffer dice, int bound) {
        return (dice.get() & 0xff) * bound >> Byte.SIZE;
    }

    private static List<String> words(Service service) {
        return switch (service) {
            case MX, RELAY -> MAIL_WORDS;
            case PROXY -> PROXY_WORDS;
            case WEB, DNS -> WEB_WORDS;
        };
    }
}
