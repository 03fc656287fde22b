package org.honeyspam.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.honeyspam.intel.Mailbox;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say which mail is meant. */
final class MailChoice {
    enum Service {
        mx,
        relay,
        all
    }

    @Option(
            names = "--service",
            description = "Who took it: ${COMPLETION-CANDIDATES} (default: mx).")
    private Service service = Service.mx;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "From then on: 2026-11-23 or 2026-11-23T10:00:00Z.")
    private @Nullable Instant since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "Before then.")
    private @Nullable Instant until;

    @Option(
            names = "--from-ip",
            paramLabel = "IP",
            converter = Ip.class,
            description = "Sent by that host.")
    private @Nullable String ip;

    @Option(names = "--recipient", paramLabel = "ADDRESS", description = "Sent to that address.")
    private @Nullable String recipient;

    Mailbox.Choice choice() {
        String name = service == Service.all ? null : service.name();
        return new Mailbox.Choice(name, since, until, ip, recipient);
    }

    /** A time, or the beginning of a day, in UTC. */
    static final class Moment implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return text.length() == "2026-11-23".length()
                        ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                        : Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new TypeConversionException(
                        "'%s' is no time such as 2026-11-23 or 2026-11-23T10:00:00Z"
                                .formatted(text));
            }
        }
    }
}
