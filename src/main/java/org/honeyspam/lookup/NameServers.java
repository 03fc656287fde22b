package org.honeyspam.lookup;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.honeyspam.dialogue.Endpoint;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/** Asks name servers, and tells apart that there is nothing and that nobody can say. */
public final class NameServers {
    private final LookupSession session;
    private final Duration patience;

    /**
     * How long is waited.
     *
     * @param server for one server
     * @param question for an answer, from whichever of them
     */
    public record Patience(Duration server, Duration question) {}

    /** What an answer can be. */
    public sealed interface Answer {
        /** Records of the type that was asked for; none if the name has none. */
        record Found(List<Record> records) implements Answer {
            /** Of hosts, if it was them that were asked for. */
            public List<InetAddress> addresses() {
                return records.stream().map(NameServers::address).toList();
            }
        }

        record NoDomain() implements Answer {}

        record Silence(String why) implements Answer {}
    }

    /**
     * @param servers whom to ask; none for those of the machine
     */
    public NameServers(List<Endpoint> servers, Patience patience) {
        this.session = LookupSession.builder().resolver(resolver(servers, patience)).build();
        this.patience = patience.question();
    }

    private static Resolver resolver(List<Endpoint> servers, Patience patience) {
        List<InetSocketAddress> asked =
                servers.isEmpty()
                        ? ResolverConfig.getCurrentConfig().servers()
                        : servers.stream()
                                .map(server -> new InetSocketAddress(server.ip(), server.port()))
                                .toList();
        List<Resolver> resolvers = new ArrayList<>();
        for (InetSocketAddress server : asked) {
            var resolver = new SimpleResolver(server);
            resolver.setTimeout(patience.server());
            resolvers.add(resolver);
        }
        return new ExtendedResolver(resolvers);
    }

    /** Asks for records of a type; aliases are followed. */
    public Answer ask(String host, int type) throws InterruptedException {
        try {
            var answer = session.lookupAsync(Name.fromString(host, Name.root), type);
            var result =
                    answer.toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer.Found(
                    result.getRecords().stream().filter(r -> r.getType() == type).toList());
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case NoSuchDomainException none -> new Answer.NoDomain();
                case NoSuchRRSetException none -> new Answer.Found(List.of());
                case null -> throw new IllegalStateException(e);
                default -> silence(host, type, String.valueOf(e.getCause().getMessage()));
            };
        } catch (TimeoutException e) {
            return silence(host, type, "no answer");
        } catch (TextParseException e) {
            return new Answer.NoDomain(); // What is no name has nothing.
        }
    }

    static InetAddress address(Record record) {
        return switch (record) {
            case ARecord four -> four.getAddress();
            case AAAARecord six -> six.getAddress();
            default -> throw new IllegalStateException("no address: " + record);
        };
    }

    private static Answer silence(String host, int type, String why) {
        String what = Type.string(type) + " of " + host;
        return new Answer.Silence("the DNS does not tell %s: %s".formatted(what, why));
    }
}
