package org.honeyspam.commands;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.honeyspam.process.Installation;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode;
import org.honeyspam.process.RunningNode.Service;
import org.honeyspam.process.SmtpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mail list}, {@code mail show} and {@code mail export}, read by Python's mailbox. */
final class MailIT {
    private static final List<String> TEXTS =
            List.of(
                    "Subject: plain\r\n\r\nbody\r\n",
                    "Subject: =?utf-8?B?w6k=?=\r\n\r\nFrom the start\r\n>From a quote\r\n\r\n\r\n",
                    "Subject: \u001b[31m\r\n\r\n\u00e9ight bits\r\n..dots\r\n",
                    "no header at all\r\n");

    /** Prints each message of a mailbox in hexadecimal, as Python reads it. */
    private static final String READ =
            """
            import mailbox, sys
            box = (mailbox.mbox if sys.argv[1] == "mbox" else mailbox.Maildir)(sys.argv[2], create=False)
            for key in box.keys():
                print(box.get_bytes(key).hex())
            """;

    private final Path folder;
    private final Installation installation;

    MailIT(@TempDir Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        installation = Installation.init(folder.resolve("node"));
        installation.set("bait", "catch_all", "true");
    }

    @Test
    void whatWasTakenIsListedShownAndExported() throws IOException, InterruptedException {
        try (RunningNode node = installation.start()) {
            for (String text : TEXTS) {
                String wire = text.replace("\r\n.", "\r\n..");
                assertThat(send(node.port(Service.MX), "any@lindenhof.example", wire))
                        .startsWith("250 2.0.0");
            }
            send(
                    node.port(Service.RELAY),
                    "far@elsewhere.example",
                    "Subject: relayed\r\n\r\nx\r\n");
            assertListedAndShown();
            assertExported();
            assertThat(node.terminate()).isZero();
        }
    }

    private static String send(int port, String to, String text) throws IOException {
        return SmtpClient.send(port, "127.0.0.30", "a.b@pills.example", to, text);
    }

    private void assertListedAndShown() throws IOException, InterruptedException {
        List<String> lines = ran("list").out().lines().toList();
        assertThat(lines).hasSize(TEXTS.size());
        assertThat(lines.get(1)).contains("127.0.0.30", "<any@lindenhof.example>", "\u00e9");
        assertThat(lines.get(2)).as("nothing that a terminal obeys").contains("\\x1b[31m");
        assertThat(ran("list", "--service", "all").out().lines()).hasSize(TEXTS.size() + 1);
        assertThat(ran("list", "--limit", "1", "--json").out().lines()).hasSize(1);
        assertThat(ran("list", "--recipient", "far@elsewhere.example").out()).isEmpty();
        assertThat(ran("list", "--since", "2099-01-01").out()).isEmpty();

        String id = lines.get(2).substring(0, lines.get(2).indexOf(' '));
        assertThat(ran("show", id).out())
                .contains("to        <any@lindenhof.example>", "\\x1b[31m");
        Program.Finished unknown = command("show", "nothing");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("there is no message nothing");
    }

    private void assertExported() throws IOException, InterruptedException {
        String mbox = folder.resolve("spam.mbox").toString();
        assertThat(ran("export", "--mbox", mbox).out()).startsWith("4 written");
        assertThat(command("export", "--mbox", mbox).exitCode()).isEqualTo(1);
        // Python leaves the quotes of mboxrd as they are.
        assertRead("mbox", mbox, TEXTS.stream().map(MailIT::quoted).toList());

        String maildir = folder.resolve("spam").toString();
        assertThat(ran("export", "--maildir", maildir).out()).startsWith("4 written, 0 were there");
        assertThat(ran("export", "--maildir", maildir).out()).startsWith("0 written, 4 were there");
        assertRead("maildir", maildir, TEXTS);

        Path eml = folder.resolve("eml");
        assertThat(ran("export", "--eml", eml.toString()).out()).startsWith("4 written");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(eml)))
                .isEqualTo("rwx------");
        List<String> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(eml)) {
            for (Path file : all.toList()) {
                files.add(Files.readString(file, ISO_8859_1));
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        }
        assertThat(files).as("byte for byte").containsExactlyInAnyOrderElementsOf(TEXTS);
    }

    private static String quoted(String text) {
        return text.replaceAll("(?m)^(>*From )", ">$1");
    }

    private static void assertRead(String kind, String where, List<String> texts)
            throws IOException, InterruptedException {
        Program.Finished read =
                Program.ofDebian("python3", "python3").succeed("-c", READ, kind, where);
        List<String> messages =
                read.out()
                        .lines()
                        .map(hex -> new String(HexFormat.of().parseHex(hex), ISO_8859_1))
                        .toList();
        assertThat(messages).hasSameSizeAs(texts);
        for (String text : texts) {
            assertThat(messages).anyMatch(message -> message.endsWith(text.replace("\r\n", "\n")));
        }
        assertThat(messages)
                .allMatch(
                        message ->
                                message.startsWith("Return-Path: <a.b@pills.example>\n")
                                        && message.contains(
                                                "\nX-Original-To: any@lindenhof.example\n")
                                        && message.contains("\nReceived: from pc30.example"));
    }

    private Program.Finished command(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("mail"));
        all.addAll(List.of(words));
        return installation.command(all.toArray(String[]::new));
    }

    private Program.Finished ran(String... words) throws IOException, InterruptedException {
        Program.Finished done = command(words);
        assertThat(done.exitCode()).as(done.err()).isZero();
        return done;
    }
}
