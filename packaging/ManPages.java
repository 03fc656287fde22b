import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.honeyspam.cli.Honeyspam;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes a man page for each command, from what the commands say of themselves: DIR DATE. */
final class ManPages {
    private final CommandSpec spec;
    private final StringBuilder page = new StringBuilder();

    private ManPages(CommandSpec spec) {
        this.spec = spec;
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        write(Honeyspam.commandLine(), folder, arguments[1]);
    }

    private static void write(CommandLine command, Path folder, String date) throws IOException {
        CommandSpec spec = command.getCommandSpec();
        String page = new ManPages(spec).text(date);
        Files.writeString(folder.resolve(spec.qualifiedName("-") + ".1"), page);
        for (CommandLine sub : command.getSubcommands().values()) {
            write(sub, folder, date);
        }
    }

    private String text(String date) {
        String name = spec.qualifiedName("-");
        var usage = spec.usageMessage();
        page.append(".TH %s 1 %s HoneySpam HoneySpam\n".formatted(name.toUpperCase(), date));
        heading("NAME");
        String description = String.join(" ", usage.description());
        String brief = description.split("(?<=[a-z\"'])[.;:](?: |$)", 2)[0];
        line(name + " \\- " + escaped(Character.toLowerCase(brief.charAt(0)) + brief.substring(1)));
        heading("SYNOPSIS");
        String synopsis = spec.commandLine().getHelp().synopsis(0).replaceAll("\\s+", " ").strip();
        line(".B " + escaped(synopsis));
        heading("DESCRIPTION");
        line(escaped(formatted(description)));
        arguments();
        commands();
        if (!usage.exitCodeList().isEmpty()) {
            heading("EXIT STATUS");
            usage.exitCodeList().forEach((code, meaning) -> item(escaped(code), formatted(meaning)));
        }
        heading("EXAMPLES");
        line(".nf");
        for (String footer : usage.footer()) {
            line(escaped(formatted(footer).replaceFirst("^Examples?: ", "")));
        }
        line(".fi");
        if (spec.parent() == null) {
            heading("FILES");
            item("/etc/honeyspam/honeyspam.toml", "The configuration of the installed service.");
            item("/etc/honeyspam/secret.key", "The key by which its addresses are known.");
            item("/var/lib/honeyspam", "Its journal, mail and views.");
            item("/etc/default/honeyspam", "Options for its Java machine.");
        }
        seeAlso();
        return page.toString();
    }

    private void arguments() {
        List<OptionSpec> options = spec.options().stream().filter(o -> !o.hidden()).toList();
        if (options.isEmpty() && spec.positionalParameters().isEmpty()) {
            return;
        }
        heading("OPTIONS");
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            item("\\fI" + escaped(parameter.paramLabel()) + "\\fR", description(parameter));
        }
        for (OptionSpec option : options) {
            String names = "\\fB" + escaped(String.join(", ", option.names())) + "\\fR";
            String value = option.arity().max() > 0 ? " \\fI" + escaped(option.paramLabel()) + "\\fR" : "";
            item(names + value, description(option));
        }
    }

    private String description(ArgSpec argument) {
        String text = formatted(String.join(" ", argument.description()));
        return text.replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValueString()));
    }

    private void commands() {
        if (spec.subcommands().isEmpty()) {
            return;
        }
        heading("COMMANDS");
        for (CommandLine sub : spec.subcommands().values()) {
            String says = String.join(" ", sub.getCommandSpec().usageMessage().description());
            item("\\fB" + escaped(sub.getCommandName()) + "\\fR", formatted(says));
        }
    }

    private void seeAlso() {
        var others = new java.util.ArrayList<String>();
        if (spec.parent() != null) {
            others.add(spec.parent().qualifiedName("-"));
        }
        spec.subcommands().values().forEach(s -> others.add(s.getCommandSpec().qualifiedName("-")));
        if (others.isEmpty()) {
            return;
        }
        heading("SEE ALSO");
        for (int i = 0; i < others.size(); i++) {
            line(".BR " + others.get(i) + " (1)" + (i + 1 < others.size() ? "," : ""));
        }
    }

    /** What picocli would print: its formats, such as {@code %n}. */
    private static String formatted(String text) {
        return text.formatted();
    }

    private void heading(String title) {
        page.append(".SH ").append(title).append('\n');
    }

    private void item(String tag, String text) {
        page.append(".TP\n").append(tag).append('\n');
        line(escaped(text));
    }

    private void line(String text) {
        page.append(text).append('\n');
    }

    /** Nothing of it is roff's. */
    private static String escaped(String text) {
        String plain = text.replace("\\", "\\e").replace("-", "\\-");
        return plain.replaceAll("(?m)^(?=[.'])", "\\\\&");
    }
}
