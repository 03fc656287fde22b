package org.honeyspam.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.honeyspam.config.Configuration;
import org.honeyspam.content.Content;
import org.honeyspam.content.Defang;
import org.honeyspam.content.SafeText;
import org.honeyspam.content.Vantage;
import org.honeyspam.intel.Letter;
import org.honeyspam.intel.Views;
import org.honeyspam.mail.MessageReader;
import org.honeyspam.node.DataFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code honeyspam mail show}: one message, with its envelope. */
@Command(
        name = "show",
        description =
                "Print a message with its envelope and what was found in it. What a terminal could"
                        + " obey is escaped, links are written so that nothing follows them.",
        footer = {
            "",
            "Examples: honeyspam mail show honeyspam-1795460549-12",
            "          honeyspam mail show 6ANDOrAJ000046 --json",
            "          honeyspam mail show 6ANDOrAJ000046 --raw > message.eml",
            "",
            "A message is named by event id, queue id or SHA-256; what was sent with a form",
            "by its SHA-256, with --raw."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:shown",
            "1:there is none, or its text is no longer kept",
            "2:wrong command line or configuration"
        })
final class MailShowCommand extends ViewsVerb {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    @Parameters(paramLabel = "MESSAGE", description = "Which one.")
    private String id = "";

    @Option(names = "--raw", description = "Print exactly the bytes that were received.")
    private boolean raw;

    @Option(names = "--json", description = "Print what was found in it as JSON.")
    private boolean json;

    @Override
    int answer(Configuration configuration, Views views) throws IOException, SQLException {
        List<Letter> found = views.mailbox().find(id);
        boolean form = found.isEmpty() && raw && HASH.matcher(id).matches();
        if (found.isEmpty() && !form) {
            return failed("there is no message " + id);
        }
        var data = new DataFolder(configuration.node().dataFolder());
        String hash = form ? id : found.getLast().sha256();
        byte[] text = new MessageReader(data.mail()).read(hash);
        if (text == null) {
            return failed("the text of %s is not kept".formatted(id));
        }
        if (raw) {
            try (var bytes = new FileOutputStream(FileDescriptor.out)) {
                bytes.write(text);
            }
        } else {
            show(
                    found.getLast(),
                    Content.read(text, vantage(configuration, found.getLast())),
                    text);
        }
        return ExitCode.OK;
    }

    private void show(Letter letter, Content content, byte[] text) {
        if (json) {
            printJson(ContentText.json(letter.id(), content));
        } else {
            print(letter, content, new String(text, ISO_8859_1));
        }
    }

    /** The lines that our own relay writes above the message are not in its text. */
    private static Vantage vantage(Configuration configuration, Letter letter) {
        return new Vantage(configuration.names(), letter.ip(), letter.helo());
    }

    private void print(Letter letter, Content content, String text) {
        field("id", letter.id());
        field("time", letter.time().toString());
        field("taken by", letter.service());
        field("sent by", letter.ip() + " as " + letter.helo());
        field("from", "<" + letter.sender() + ">");
        letter.recipients().forEach(recipient -> field("to", "<" + recipient + ">"));
        field("queue id", letter.queueId());
        field("SHA-256", letter.sha256());
        out().println();
        ContentText.lines(content).forEach(out()::println);
        out().println();
        text.lines().map(SafeText::peer).map(Defang::inert).forEach(out()::println);
    }

    private void field(String name, String value) {
        out().println("%-9s %s".formatted(name, SafeText.peer(value)));
    }
}
