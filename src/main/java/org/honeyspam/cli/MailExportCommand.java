package org.honeyspam.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.honeyspam.config.Configuration;
import org.honeyspam.intel.Letter;
import org.honeyspam.intel.Views;
import org.honeyspam.mail.MessageReader;
import org.honeyspam.node.DataFolder;
import org.honeyspam.share.EmlFolder;
import org.honeyspam.share.MailFormat;
import org.honeyspam.share.MaildirFolder;
import org.honeyspam.share.MboxFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code honeyspam mail export}: the mail in a form that mail programs read. */
@Command(
        name = "export",
        description = "Write the mail that was taken for a mail program to read.",
        footer = {
            "",
            "Examples: honeyspam mail export --maildir spam",
            "          honeyspam mail export --mbox spam.mbox --since 2026-11-23",
            "",
            "A Maildir or a folder of .eml can be exported to again: what is new is added."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:exported",
            "1:not all of it: no data, no room, or texts that are no longer kept",
            "2:wrong command line or configuration"
        })
final class MailExportCommand extends ConfiguredVerb {
    /** Where to, and so in which form. */
    static final class Target {
        @Option(
                names = "--mbox",
                paramLabel = "FILE",
                required = true,
                description = "A new file in the form mboxrd, envelope and trace field included.")
        private @Nullable Path mbox;

        @Option(
                names = "--maildir",
                paramLabel = "FOLDER",
                required = true,
                description = "A Maildir, envelope and trace field included.")
        private @Nullable Path maildir;

        @Option(
                names = "--eml",
                paramLabel = "FOLDER",
                required = true,
                description = "A file for each message, with exactly the bytes received.")
        private @Nullable Path eml;

        MailFormat open() throws IOException {
            if (mbox != null) {
                if (Files.exists(mbox)) {
                    throw new IOException(mbox + " is there already; it is not overwritten");
                }
                return new MboxFile(mbox);
            }
            if (maildir != null) {
                return new MaildirFolder(maildir);
            }
            if (eml != null) {
                return new EmlFolder(eml);
            }
            throw new IllegalStateException("picocli lets no command pass without one");
        }
    }

    @ArgGroup(multiplicity = "1")
    private Target target = new Target();

    @Mixin private MailChoice choice = new MailChoice();

    private long written;
    private long known;
    private long gone;

    @Override
    int run(Configuration configuration) throws IOException, SQLException {
        var data = new DataFolder(configuration.node().dataFolder());
        var progress = new Progress(err());
        try (Views views = ViewsAccess.current(configuration, err());
                MailFormat format = target.open()) {
            var texts = new MessageReader(data.mail());
            views.mailbox()
                    .read(
                            choice.choice(),
                            letter -> {
                                export(letter, texts, format);
                                progress.show("exporting: %,d messages", written + known + gone);
                                return true;
                            });
            format.finish();
        } finally {
            progress.end();
        }
        out().println(
                        "%d written, %d were there, %d no longer kept"
                                .formatted(written, known, gone));
        return gone == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private void export(Letter letter, MessageReader texts, MailFormat format) throws IOException {
        byte[] text = texts.read(letter.sha256());
        if (text == null) {
            gone++;
        } else if (format.add(letter, text)) {
            written++;
        } else {
            known++;
        }
    }
}
