package org.honeyspam.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Network;
import org.honeyspam.content.SafeText;
import org.honeyspam.intel.Blocks;
import org.honeyspam.intel.Views;
import org.honeyspam.node.Blacklists;
import org.honeyspam.node.DataFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code honeyspam block}: what the operator decides himself, with the reason. */
@Command(
        name = "block",
        description = "List a source by hand, or let it never be listed.",
        subcommands = {
            BlockCommand.Add.class,
            BlockCommand.Allow.class,
            BlockCommand.Remove.class,
            BlockCommand.Shown.class
        },
        footer = {
            "",
            "Examples: honeyspam block add 192.0.2.0/24 --reason 'sold by a bulletproof hoster' --for 30d",
            "          honeyspam block allow 198.51.100.7 --reason 'our partner, ticket 4711'",
            "          honeyspam block remove 192.0.2.0/24 --reason 'new owner'",
            "          honeyspam block list"
        })
final class BlockCommand extends Verb implements Callable<Integer> {

    @Override
    public Integer call() {
        err().println("honeyspam: say what to do: honeyspam block add|allow|remove|list");
        return ExitCode.WRONG;
    }

    static String label(Blocks.Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }

    /** What the three that decide have in common. */
    abstract static class Decides extends ConfiguredVerb {
        @Parameters(
                paramLabel = "NETWORK",
                description = "An address, or a network such as 192.0.2.0/24.",
                converter = Range.class)
        private Network network = Network.of("0.0.0.0/32");

        @Option(names = "--reason", required = true, description = "Why; it is kept.")
        private String reason = "";

        private final Blocks.Action action;

        Decides(Blocks.Action action) {
            this.action = action;
        }

        @Nullable Duration lasting() {
            return null;
        }

        @Override
        int run(Configuration configuration) throws IOException, SQLException {
            Duration given = lasting();
            if (reason.isBlank() || (given != null && !given.isPositive())) {
                err().println("honeyspam: say why with --reason, and with --for more than no time");
                return ExitCode.WRONG;
            }
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            String exempt = action == Blocks.Action.ADD ? exempt(configuration, now) : null;
            if (exempt != null) {
                return failed("%s is never listed: %s".formatted(network.source(), exempt));
            }
            Duration lasting = lasting();
            blocks(configuration)
                    .decide(
                            new Blocks.Decision(
                                    now.toString(),
                                    action,
                                    network.text(),
                                    reason,
                                    System.getProperty("user.name", "?"),
                                    lasting == null ? null : now.plus(lasting).toString()));
            out().println("%s: %s".formatted(network.text(), done()));
            if (action == Blocks.Action.ALLOW) {
                unlisted(configuration, now);
            }
            return ExitCode.OK;
        }

        /** A network of which one address is never listed is not, either. */
        private void unlisted(Configuration configuration, Instant now) throws IOException {
            for (Blocks.Decision decision : blocks(configuration).current(now)) {
                boolean touched = decision.range().overlaps(network);
                if (decision.action() == Blocks.Action.ADD && touched) {
                    out().println(
                                    "%s was listed by hand; while this holds, none of it is."
                                            .formatted(decision.range().source()));
                }
            }
        }

        private String done() {
            return switch (action) {
                case ADD -> "listed";
                case ALLOW -> "never listed from now on";
                case REMOVE -> "what was decided by hand no longer holds";
            };
        }

        private @Nullable String exempt(Configuration configuration, Instant now)
                throws IOException, SQLException {
            try (Views views = ViewsAccess.current(configuration, err())) {
                return Blacklists.whyNever(network, configuration, views, now);
            }
        }
    }

    @Command(
            name = "add",
            description = "List an address or a network.",
            footer = {
                "",
                "Example: honeyspam block add 192.0.2.7 --reason 'ticket 4711' --for 30d"
            },
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:listed",
                "1:it is never listed, or there is no data",
                "2:wrong command line or configuration"
            })
    static final class Add extends Decides {
        @Option(
                names = "--for",
                paramLabel = "TIME",
                description = "How long, as 12h or 30d; without it for ever.",
                converter = Time.class)
        private @Nullable Duration lasting;

        Add() {
            super(Blocks.Action.ADD);
        }

        @Override
        @Nullable Duration lasting() {
            return lasting;
        }
    }

    @Command(
            name = "allow",
            description = "Let an address or a network never be listed.",
            footer = {"", "Example: honeyspam block allow 192.0.2.7 --reason 'our own scanner'"},
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:done", "1:no data", "2:wrong command line or configuration"})
    static final class Allow extends Decides {
        Allow() {
            super(Blocks.Action.ALLOW);
        }
    }

    @Command(
            name = "remove",
            description = "Take back what was decided by hand of an address or a network.",
            footer = {"", "Example: honeyspam block remove 192.0.2.7 --reason 'has a new owner'"},
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:done", "1:no data", "2:wrong command line or configuration"})
    static final class Remove extends Decides {
        Remove() {
            super(Blocks.Action.REMOVE);
        }
    }

    @Command(
            name = "list",
            description = "Print what was decided by hand and holds; with --all whatever was.",
            footer = {"", "Example: honeyspam block list --all --json"},
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:printed", "1:no data", "2:wrong command line or configuration"})
    static final class Shown extends Verb implements Callable<Integer> {
        @Option(names = "--all", description = "Every decision there ever was, the oldest first.")
        private boolean all;

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Mixin private ConfigOption config = new ConfigOption();

        @Override
        public Integer call() {
            Configuration configuration = config.read(err());
            if (configuration == null) {
                return ExitCode.WRONG;
            }
            try {
                Blocks blocks = blocks(configuration);
                List<Blocks.Decision> decisions =
                        all ? blocks.all() : blocks.current(Instant.now());
                if (json) {
                    printJson(decisions);
                } else {
                    decisions.forEach(this::print);
                }
                return ExitCode.OK;
            } catch (IOException e) {
                return failed(e);
            }
        }

        private void print(Blocks.Decision decision) {
            out().println(
                            "%s %-6s %s %s by %s: %s"
                                    .formatted(
                                            decision.time(),
                                            label(decision.action()),
                                            decision.network(),
                                            decision.until() == null
                                                    ? "for ever"
                                                    : "until " + decision.until(),
                                            decision.who(),
                                            SafeText.safe(decision.reason())));
        }
    }

    private static Blocks blocks(Configuration configuration) throws IOException {
        var data = new DataFolder(configuration.node().dataFolder());
        Files.createDirectories(data.root());
        return data.blocks();
    }

    /** An address, or a network, on the command line. */
    static final class Range implements ITypeConverter<Network> {
        @Override
        public Network convert(String text) {
            Network network = Network.read(text);
            if (network == null) {
                throw new TypeConversionException(
                        "'%s' is no address, nor a network such as 192.0.2.0/24".formatted(text));
            }
            return network;
        }
    }

    /** A time on the command line. */
    static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            if (!text.matches("\\d{1,5}[hd]")) {
                throw new TypeConversionException(
                        "'%s' is no time such as 12h or 30d".formatted(text));
            }
            long number = Long.parseLong(text.substring(0, text.length() - 1));
            return text.endsWith("h") ? Duration.ofHours(number) : Duration.ofDays(number);
        }
    }
}
