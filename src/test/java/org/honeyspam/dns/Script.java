package org.honeyspam.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Plays a file of questions to a server, and writes them down with all answers and events. {@code
 * Q:} is a question as one gives it to dig, {@code X:} a message in hexadecimal, {@code T:} time.
 */
final class Script {
    private final NameServer server;
    private final StringBuilder text = new StringBuilder();
    private Instant now = TestZones.NOW;

    Script(NameServer server) {
        this.server = server;
    }

    /** The whole of it, from the lines that somebody wrote. */
    String play(List<String> lines) throws IOException {
        for (String line : lines) {
            if (line.startsWith("Q: ")) {
                write(line);
                ask(line.substring(3).split(" ", -1));
            } else if (line.startsWith("X: ")) {
                write(line);
                byte[] bytes = HexFormat.of().parseHex(line.substring(3).replace(" ", ""));
                answer(bytes, TestZones.STRANGER, false);
            } else if (line.startsWith("T: ")) {
                write(line);
                now = now.plus(Duration.parse("PT" + line.substring(3)));
            } else if (line.startsWith("#") || line.isEmpty()) {
                write(line);
            }
        }
        return text.toString();
    }

    private void write(String line) {
        text.append(line).append('\n');
    }

    private void ask(String[] words) throws IOException {
        int type = words.length > 1 ? Type.value(words[1]) : Type.A;
        Name name = Name.fromString(words[0], Name.root);
        var message = new Message(4711);
        message.getHeader().setFlag(Flags.RD);
        InetAddress source = TestZones.STRANGER;
        boolean tcp = false;
        int payload = 0;
        int version = 0;
        int flags = 0;
        int dclass = DClass.IN;
        List<EDNSOption> options = new ArrayList<>();
        for (String word : List.of(words).subList(Math.min(2, words.length), words.length)) {
            String value = word.substring(word.indexOf('=') + 1);
            switch (word.replaceFirst("=.*", "")) {
                case "+tcp" -> tcp = true;
                case "+edns" -> payload = 1232;
                case "+bufsize" -> payload = Integer.parseInt(value);
                case "+version" -> version = Integer.parseInt(value);
                case "+do" -> flags = ExtendedFlags.DO;
                case "+cd" -> message.getHeader().setFlag(Flags.CD);
                case "+opcode" -> message.getHeader().setOpcode(Opcode.value(value));
                case "+class" -> dclass = DClass.value(value);
                case "from" -> source = InetAddress.ofLiteral(value);
                case "+subnet" -> {
                    int slash = value.indexOf('/');
                    InetAddress ip = InetAddress.ofLiteral(value.substring(0, slash));
                    int bits = Integer.parseInt(value.substring(slash + 1));
                    options.add(new ClientSubnetOption(bits, ip));
                }
                default -> throw new IllegalArgumentException(word);
            }
        }
        message.addRecord(Record.newRecord(name, type, dclass), Section.QUESTION);
        if (payload > 0) {
            var opt = new OPTRecord(payload, 0, version, flags, options);
            message.addRecord(opt, Section.ADDITIONAL);
        }
        answer(message.toWire(), source, tcp);
    }

    private void answer(byte[] asked, InetAddress source, boolean tcp) throws IOException {
        NameServer.Said said = server.answer(asked, source, tcp, now);
        if (said.event() != null) {
            write("J: " + said.event().toString().replaceAll("[^ -~]", "?"));
        }
        byte[] bytes = said.bytes();
        if (bytes == null) {
            write("-- silence --");
            return;
        }
        describe(new Message(bytes), bytes.length);
    }

    private void describe(Message message, int length) {
        Header header = message.getHeader();
        String rcode = Rcode.string(message.getRcode());
        write("S: %s %s (%d bytes)".formatted(rcode, header.printFlags().strip(), length));
        for (int section = Section.QUESTION; section <= Section.ADDITIONAL; section++) {
            for (Record record : message.getSection(section)) {
                String what =
                        section == Section.QUESTION
                                ? record.getName() + " " + Type.string(record.getType())
                                : record.toString().replaceAll("\\s+", " ");
                write("S: %s %s".formatted(Section.string(section), what));
            }
        }
    }
}
