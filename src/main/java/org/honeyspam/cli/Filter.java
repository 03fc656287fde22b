package org.honeyspam.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.honeyspam.config.Configuration.Service;
import org.honeyspam.intel.Summary;
import org.honeyspam.journal.Recorded;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What an event has to be to be shown: {@code service=relay}. */
record Filter(Name name, String value) {
    private static final String NODE = "node";

    enum Name {
        ACTION,
        SERVICE,
        IP,
        SESSION
    }

    /** Who did it, if only the node itself. */
    static String service(Recorded event) {
        return event.service() == null ? NODE : event.service();
    }

    boolean fits(Recorded event) {
        return value.equals(
                switch (name) {
                    case ACTION -> Summary.action(event.event());
                    case SERVICE -> service(event);
                    case IP -> event.sourceIp();
                    case SESSION -> event.session();
                });
    }

    /** Refuses what no event can be. */
    static final class Reader implements ITypeConverter<Filter> {
        @Override
        public Filter convert(String text) {
            int equals = text.indexOf('=');
            String value = text.substring(equals + 1);
            return switch (text.substring(0, equals + 1)) {
                case "action=" -> new Filter(Name.ACTION, one(value, Summary.actions()));
                case "service=" -> new Filter(Name.SERVICE, one(value, services()));
                case "ip=" -> new Filter(Name.IP, new Ip().convert(value));
                case "session=" -> new Filter(Name.SESSION, value);
                default ->
                        throw new TypeConversionException(
                                "'%s': right would be action=, service=, ip= or session="
                                        .formatted(text));
            };
        }

        private static String one(String value, Set<String> known) {
            if (!known.contains(value)) {
                List<String> sorted = known.stream().sorted().toList();
                throw new TypeConversionException(
                        "'%s' is none of %s".formatted(value, String.join(", ", sorted)));
            }
            return value;
        }

        private static Set<String> services() {
            Stream<String> ofPeers = Arrays.stream(Service.values()).map(Service::label);
            return Stream.concat(ofPeers, Stream.of(NODE)).collect(Collectors.toSet());
        }
    }
}
