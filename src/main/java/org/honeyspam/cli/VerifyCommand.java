package org.honeyspam.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.honeyspam.config.Configuration;
import org.honeyspam.content.SafeText;
import org.honeyspam.journal.ChainCheck;
import org.honeyspam.journal.ChainCheck.Report;
import org.honeyspam.journal.ChainKey;
import org.honeyspam.journal.Damage;
import org.honeyspam.journal.Findings;
import org.honeyspam.mail.MailCheck;
import org.honeyspam.node.DataFolder;
import org.honeyspam.node.Keys;
import org.honeyspam.watch.Manifest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code honeyspam verify}: proves a journal whole, or says where it is not. */
@Command(
        name = "verify",
        description = {
            "Prove that the journal is as it was written and every message that it names is in the"
                    + " store, whether or not the node runs; or say what is not: file, line, byte.",
            "It proves nothing of the last seconds of a journal, and nothing against who has the"
                    + " key. A mark of --head kept elsewhere shows later that nothing was cut off"
                    + " behind it."
        },
        footer = {"", "Example: honeyspam verify --config /etc/honeyspam/honeyspam.toml"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:whole",
            "1:not whole, or the mark that was asked for is not in it",
            "2:it cannot be read; wrong command line or configuration",
            "3:not chained, or in part: an older version wrote it, or chain files were removed"
        })
final class VerifyCommand extends Verb implements Callable<Integer> {
    private static final int NOT_CHAINED = 3;

    @Parameters(
            arity = "0..1",
            paramLabel = "FOLDER",
            description =
                    "The folder of a journal, of a node's data, or of a restored backup, instead of"
                            + " what the configuration names.")
    private @Nullable Path folder;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "Key file; by default the node's, of a FOLDER secret.key there or beside it."
                            + " Without one, a forger is not found.")
    private @Nullable Path keyFile;

    @Option(names = "--head", description = "Only print the newest mark; nothing is proved.")
    private boolean headOnly;

    @Option(
            names = "--mark",
            paramLabel = "MARK",
            description = "It must hold this mark, which --head printed before.")
    private @Nullable String mark;

    @Option(names = "--json", description = "Print what was found as JSON.")
    private boolean json;

    @Mixin private ConfigOption config = new ConfigOption();

    /** The segment, and the hash of all up to its end. */
    private static final Pattern MARK = Pattern.compile("\\d+:[0-9a-f]{64}");

    private static final Pattern CHAIN = Pattern.compile("\\d{10}\\.chain");
    private static final String LOST_CHAIN =
            "the chain file is missing: the node knew it. Nothing of the segment is proved";

    /** What is looked at. */
    private record Place(Path journal, @Nullable Path mail, @Nullable Path keyFile) {
        @Nullable ChainKey key() throws IOException {
            return keyFile == null ? null : Keys.chain(keyFile);
        }

        /** Where the node keeps how its files were. */
        Path watch() {
            return journal.toAbsolutePath().resolveSibling("watch");
        }
    }

    /** As it is printed. */
    private record Head(@JsonProperty("head") String head) {}

    /** As it is printed. */
    private record Outcome(
            String result,
            @JsonProperty("segments") int segments,
            @JsonProperty("first_segment") long first,
            @JsonProperty("lines") long lines,
            @JsonProperty("messages") long messages,
            @JsonProperty("retired_segments") long retired,
            @JsonProperty("unlinked_bytes") long unlinkedBytes,
            @JsonProperty("head") String head,
            @JsonProperty("key_known") boolean keyed,
            @JsonProperty("key_fits") boolean keyFits,
            @JsonProperty("damages") List<Damage> damages,
            @JsonProperty("more_damages") long more,
            @JsonProperty("notes") List<String> notes) {}

    @Override
    public Integer call() {
        Logging.quiet();
        if (mark != null && !MARK.matcher(mark).matches()) {
            failed("%s is no mark; right would be what verify --head prints".formatted(mark));
            return ExitCode.WRONG;
        }
        try {
            Place place = place();
            if (place == null) {
                return ExitCode.WRONG;
            }
            if (headOnly) {
                head(ChainCheck.head(place.journal()));
                return ExitCode.OK;
            }
            return tell(place);
        } catch (IOException e) {
            failed(e);
            return ExitCode.WRONG;
        }
    }

    private void head(String head) {
        if (json) {
            printJson(new Head(head));
        } else {
            out().println(head);
        }
    }

    /** Null if there is no journal, which is said. */
    private @Nullable Place place() throws IOException {
        if (folder != null) {
            return in(folder);
        }
        Configuration configuration = config.read(err());
        if (configuration == null) {
            return null;
        }
        var data = new DataFolder(configuration.node().dataFolder());
        if (!ChainCheck.isJournal(data.journal())) {
            failed("no journal in %s; there is one once a node has run".formatted(data.journal()));
            return null;
        }
        Path key = keyFile == null ? configuration.node().keyFile() : keyFile;
        return new Place(data.journal(), data.mail(), key);
    }

    private @Nullable Place in(Path given) throws IOException {
        for (String below : List.of("data/journal", "journal", "")) {
            Path journal = given.resolve(below).normalize();
            if (ChainCheck.isJournal(journal)) {
                Path mail = journal.toAbsolutePath().resolveSibling("mail");
                return new Place(journal, Files.isDirectory(mail) ? mail : null, key(journal));
            }
        }
        failed(
                "no journal in %s; right would be a folder with its segments (0000000001.jsonl ...), that of a node's data, or a restored backup"
                        .formatted(given));
        return null;
    }

    private @Nullable Path key(Path journal) {
        if (keyFile != null) {
            return keyFile;
        }
        Path at = journal.toAbsolutePath();
        for (int up = 0; up < 3 && at != null; up++, at = at.getParent()) {
            if (Files.exists(at.resolve("secret.key"))) {
                return at.resolve("secret.key");
            }
        }
        return null;
    }

    private int tell(Place place) throws IOException {
        String asked = mark == null ? null : mark.substring(mark.indexOf(':') + 1);
        ChainKey key = place.key();
        Report report;
        try (var bar = new ProgressBar(err(), "lines", ChainCheck.bytes(place.journal()))) {
            report = new ChainCheck(place.journal(), key, asked, bar::at).check();
        }
        Findings found = report.findings();
        if (asked != null && !report.markSeen()) {
            String text = "the mark is not in it: it was cut off, or set back to an older state";
            found.add(new Damage(place.journal().toString(), 0, 0, Damage.Kind.CUT, text));
        }
        if (key == null) {
            found.note("without the key, a chain that somebody forged passes for a real one");
        } else if (!report.keyFits()) {
            found.note("the key is of %s; --key names another".formatted(place.keyFile()));
        }
        if (!report.chained() && place.keyFile() != null) {
            lookForChains(place.watch(), Keys.watch(place.keyFile()), found);
        }
        long messages = place.mail() == null ? 0 : messages(place, place.mail(), report, found);
        boolean whole = found.damages().isEmpty();
        String result = whole ? proved(report) : "not_whole";
        if (json) {
            printJson(outcome(result, report, messages, key != null));
        } else {
            print(result, report, messages);
        }
        return switch (result) {
            case "whole" -> ExitCode.OK;
            case "not_chained", "partly_chained" -> NOT_CHAINED;
            default -> ExitCode.FAILED;
        };
    }

    private static String proved(Report report) {
        if (!report.chained()) {
            return "not_chained";
        }
        return report.findings().isPartial() ? "partly_chained" : "whole";
    }

    /** Where no chain is left to tell of another, the node's own list of its files does. */
    private static void lookForChains(Path watch, ChainKey key, Findings found) {
        try {
            new Manifest(watch, key)
                    .files().stream()
                            .map(file -> String.valueOf(file.getFileName()))
                            .filter(name -> CHAIN.matcher(name).matches())
                            .sorted()
                            .map(name -> new Damage(name, 0, 0, Damage.Kind.REMOVED, LOST_CHAIN))
                            .forEach(found::add);
        } catch (IOException e) {
            found.note("whether there was a chain is not known: " + e.getMessage());
        }
    }

    private long messages(Place place, Path mail, Report report, Findings found)
            throws IOException {
        try (var bar = new ProgressBar(err(), "messages", MailCheck.bytes(mail))) {
            return new MailCheck(mail, place.journal(), found, bar::at).check(report.retired() > 0);
        }
    }

    private static Outcome outcome(String result, Report report, long messages, boolean keyed) {
        return new Outcome(
                result,
                report.segments(),
                report.first(),
                report.lines(),
                messages,
                report.retired(),
                report.unlinkedBytes(),
                report.head(),
                keyed,
                keyed && report.keyFits(),
                report.findings().damages(),
                report.findings().more(),
                report.findings().notes());
    }

    private void print(String result, Report report, long messages) {
        Findings found = report.findings();
        found.damages().forEach(one -> failed(one.told()));
        if (found.more() > 0) {
            failed("and %,d more".formatted(found.more()));
        }
        out().println(
                        switch (result) {
                            case "whole" ->
                                    "Whole: %,d lines in %,d segments, %,d messages."
                                            .formatted(report.lines(), report.segments(), messages);
                            case "partly_chained" ->
                                    "Partly chained: %,d lines are proved, %,d messages; of the rest nothing is, see the notes."
                                            .formatted(report.lines(), messages);
                            case "not_chained" ->
                                    "Not chained: %,d segments, none with a chain file, so nothing can be proved. An older version wrote them, or the chain files were removed."
                                            .formatted(report.segments());
                            default -> "NOT WHOLE, see above.";
                        });
        if (report.retired() > 0) {
            out().println(
                            "It begins at segment %d; retention deleted those before."
                                    .formatted(report.first()));
        }
        if (report.unlinkedBytes() > 0) {
            out().println(
                            "The last %,d bytes are not linked yet: they are seconds old, or the node was killed."
                                    .formatted(report.unlinkedBytes()));
        }
        found.notes().forEach(note -> out().println("Note: " + SafeText.safe(note)));
        if (report.chained()) {
            out().println("Newest mark: " + report.head());
        }
    }
}
