package org.honeyspam.cli;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.honeyspam.config.Configuration;
import org.honeyspam.content.SafeText;
import org.honeyspam.intel.Letter;
import org.honeyspam.intel.Views;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code honeyspam mail list}: a line for each message. */
@Command(
        name = "list",
        description =
                "Print a line for each message that the destination servers took (--service: others"
                        + " as well), the oldest first.",
        footer = {"", "Example: honeyspam mail list --since 2026-11-23 --json"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:printed", "1:no data", "2:wrong command line or configuration"})
final class MailListCommand extends ViewsVerb {
    @Mixin private MailChoice choice = new MailChoice();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many (default: no limit).")
    private long limit = Long.MAX_VALUE;

    @Option(names = "--json", description = "Print JSON, a line for each message.")
    private boolean json;

    /** A letter as JSON shows it. */
    record Line(
            String id,
            String time,
            String service,
            String ip,
            String helo,
            String sender,
            List<String> recipients,
            String queueId,
            @Nullable String messageId,
            @Nullable String subject,
            String sha256,
            long sizeBytes) {}

    @Override
    int answer(Configuration configuration, Views views) throws IOException, SQLException {
        long[] left = {limit};
        views.mailbox()
                .read(
                        choice.choice(),
                        letter -> {
                            if (left[0]-- <= 0) {
                                return false;
                            }
                            print(letter);
                            return true;
                        });
        return ExitCode.OK;
    }

    private void print(Letter letter) {
        if (json) {
            printJson(
                    new Line(
                            letter.id(),
                            letter.time().toString(),
                            letter.service(),
                            letter.ip(),
                            letter.helo(),
                            letter.sender(),
                            letter.recipients(),
                            letter.queueId(),
                            letter.messageId(),
                            letter.subject(),
                            letter.sha256(),
                            letter.sizeBytes()));
            return;
        }
        int more = letter.recipients().size() - 1;
        String to = letter.recipients().isEmpty() ? "" : letter.recipients().getFirst();
        String subject = letter.subject() == null ? "" : letter.subject();
        out().println(
                        "%s  %s  %-15s  <%s> -> <%s>%s  %d bytes  %s"
                                .formatted(
                                        letter.id(),
                                        letter.time(),
                                        letter.ip(),
                                        SafeText.peer(letter.sender()),
                                        SafeText.peer(to),
                                        more > 0 ? " and " + more + " more" : "",
                                        letter.sizeBytes(),
                                        SafeText.subject(subject)));
    }
}
