package org.honeyspam.cli;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.honeyspam.config.Configuration;
import org.honeyspam.node.Guests;
import org.honeyspam.site.Site;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code honeyspam entry}: how a site of the trap is hung below an existing one. */
@Command(
        name = "entry",
        description = "Print how to hang a site of the trap below a web site of yours.",
        footer = {
            "",
            "Examples: honeyspam entry www.shop.example",
            "          honeyspam entry www.shop.example --nginx > archive.conf",
            "",
            "The site is one with a folder of its own: below = \"/archive/\"."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:printed",
            "1:there is no such site, or it is not below another",
            "2:wrong command line or configuration"
        })
final class EntryCommand extends Verb implements Callable<Integer> {
    private static final int LINKS = 5;
    private static final Pattern ADDRESS_AND_PORT =
            Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\]):[0-9]{1,5}");

    @Parameters(paramLabel = "HOST", description = "Host of the site, as in the configuration.")
    private String host = "";

    @Option(
            names = "--to",
            paramLabel = "ADDRESS:PORT",
            description = "Where the trap listens (default: as the configuration says).")
    private @Nullable String to;

    @ArgGroup private @Nullable Part part;

    @Mixin private ConfigOption config = new ConfigOption();

    /** What alone is printed. */
    static final class Part {
        @Option(names = "--nginx", description = "Print the location of nginx only.")
        private boolean nginx;

        @Option(names = "--apache", description = "Print the location of Apache only.")
        private boolean apache;

        @Option(names = "--caddy", description = "Print the route of Caddy only.")
        private boolean caddy;

        @Option(names = "--links", description = "Print the hidden links only.")
        private boolean links;
    }

    @Override
    public Integer call() {
        Logging.quiet();
        if (to != null && !ADDRESS_AND_PORT.matcher(to).matches()) {
            err().println("honeyspam: --to wants an address and a port, as 127.0.0.1:8080: " + to);
            return ExitCode.WRONG;
        }
        Configuration configuration = config.read(err());
        if (configuration == null) {
            return ExitCode.WRONG;
        }
        Configuration.Site named =
                configuration.sites().stream()
                        .filter(site -> site.host().equals(host))
                        .findFirst()
                        .orElse(null);
        if (named == null) {
            return failed("there is no site of the host " + host);
        }
        if (named.below().equals(Configuration.Site.ROOT)) {
            return failed(
                    "%s is not below another; give it: below = \"/archive/\"".formatted(host));
        }
        try {
            Site site = Guests.sites(configuration).site(host);
            print(new EntryText(host, named.below(), target(configuration), site.mazePaths(LINKS)));
        } catch (IOException e) {
            return failed(e);
        }
        remind(configuration);
        return ExitCode.OK;
    }

    /**
     * Of a web listener in the clear: rather one that believes forwarders, and of those rather the
     * one of the site.
     */
    private String target(Configuration configuration) {
        if (to != null) {
            return to;
        }
        return web(configuration).stream()
                .filter(listener -> listener.tls() == Configuration.Tls.OFF)
                .min(
                        Comparator.comparing(
                                        (Configuration.Listener listener) ->
                                                listener.forwarders().isEmpty())
                                .thenComparing(listener -> !listener.host().equals(host)))
                .map(EntryCommand::target)
                .orElse("127.0.0.1:80");
    }

    private static String target(Configuration.Listener listener) {
        String address = listener.addresses().getFirst();
        String bare = address.equals("*") ? "127.0.0.1" : address;
        return (bare.indexOf(':') < 0 ? bare : "[" + bare + "]") + ":" + listener.port();
    }

    private static List<Configuration.Listener> web(Configuration configuration) {
        return configuration.listeners().stream()
                .filter(listener -> listener.service() == Configuration.Service.WEB)
                .toList();
    }

    private void print(EntryText text) {
        if (part == null) {
            out().print(text.all());
        } else if (part.nginx) {
            out().print(text.nginx());
        } else if (part.apache) {
            out().print(text.apache());
        } else if (part.caddy) {
            out().print(text.caddy());
        } else if (part.links) {
            out().print(text.links());
        }
    }

    private void remind(Configuration configuration) {
        if (web(configuration).stream().allMatch(listener -> listener.forwarders().isEmpty())) {
            err().println(
                            "honeyspam: no listener has forwarders; name the address of your web server"
                                    + " there, or all visitors will seem to be that server");
        }
        err().flush();
        out().flush();
    }
}
