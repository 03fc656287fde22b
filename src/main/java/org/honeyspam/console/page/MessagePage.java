package org.honeyspam.console.page;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import net.lingala.zip4j.io.outputstream.ZipOutputStream;
import net.lingala.zip4j.model.ZipParameters;
import net.lingala.zip4j.model.enums.EncryptionMethod;
import org.honeyspam.console.Backend;
import org.honeyspam.console.Desk;
import org.honeyspam.console.sheet.Values;
import org.honeyspam.content.Bodies;
import org.honeyspam.content.Content;
import org.honeyspam.content.Correspondent;
import org.honeyspam.content.Defang;
import org.honeyspam.content.Field;
import org.honeyspam.content.Hop;
import org.honeyspam.content.Link;
import org.honeyspam.content.Part;
import org.honeyspam.content.Vantage;
import org.honeyspam.intel.Trace;
import org.jspecify.annotations.Nullable;

/** One message, so that nobody who looks at it is harmed by it. */
public final class MessagePage implements Page {
    /** What everybody expects of an archive that must not be opened by accident. */
    private static final String PASSWORD = "infected";

    private static final int RAW_CHARS_MAX = 200_000;
    private static final int TEXT_CHARS_MAX = 100_000;

    private final Desk desk;
    private final Backend backend;

    public MessagePage(Desk desk, Backend backend) {
        this.desk = desk;
        this.backend = backend;
    }

    /**
     * The message as it can be shown. Links are written so that nothing follows them.
     *
     * @param seen what was read of the text; null if it is no longer kept
     */
    public record Model(Trace.Message message, @Nullable Seen seen) {}

    /** What the text says. */
    public record Seen(
            @Nullable String subject,
            @Nullable String from,
            @Nullable String replyTo,
            @Nullable String mailer,
            @Nullable String date,
            List<Row> headers,
            List<Step> hops,
            List<String> languages,
            String text,
            boolean hasHtml,
            List<Place> links,
            List<Attached> parts,
            List<String> oddities,
            List<String> cutOffAt,
            String raw,
            boolean rawIsWhole) {}

    /** A field of the header. */
    public record Row(String name, String value) {}

    /** A server on the way, what it says, and how far that is to be believed. */
    public record Step(
            @Nullable String from,
            @Nullable String ip,
            @Nullable String by,
            @Nullable String with,
            @Nullable String time,
            String trust,
            List<String> doubts) {}

    /** Where a link leads. */
    public record Place(String url, String domain, String kind, List<String> tricks) {}

    /** A part that is no text; what is in it if it is an archive. */
    public record Attached(
            @Nullable String name,
            String type,
            @Nullable String saidToBe,
            long sizeBytes,
            String sha256,
            List<String> entries) {}

    @Override
    public Found find(Ask ask) throws Ask.Wrong, IOException, SQLException {
        Trace.Message message = message(ask);
        byte[] text = backend.text(message.sha256());
        var model = new Model(message, text == null ? null : seen(message, text));
        String subject = message.subject();
        return new Found("message.jte", subject == null ? "A message" : subject, model);
    }

    private Trace.Message message(Ask ask) throws Ask.Wrong, IOException, SQLException {
        String id = ask.named("id");
        List<Trace.Message> found = desk.ask(views -> views.traces().message(id));
        if (found.isEmpty()) {
            throw Ask.Wrong.nothing("there is no message " + id);
        }
        return found.getFirst();
    }

    private byte[] text(Ask ask) throws Ask.Wrong, IOException, SQLException {
        byte[] text = backend.text(message(ask).sha256());
        if (text == null) {
            throw Ask.Wrong.nothing("the text of that message is no longer kept");
        }
        return text;
    }

    /** Its HTML, for the frame. */
    public String html(Ask ask) throws Ask.Wrong, IOException, SQLException {
        return SafeHtml.page(Bodies.read(text(ask)).html());
    }

    /** The bytes that were received. */
    public byte[] raw(Ask ask) throws Ask.Wrong, IOException, SQLException {
        return text(ask);
    }

    /** A part of it in an archive, which has to be opened with a password. */
    public byte[] zip(Ask ask) throws Ask.Wrong, IOException, SQLException {
        String hash = ask.named("hash");
        byte[] part = Bodies.part(text(ask), hash);
        if (part == null) {
            throw Ask.Wrong.nothing("the message has no such part");
        }
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, PASSWORD.toCharArray())) {
            var parameters = new ZipParameters();
            parameters.setFileNameInZip(hash); // Not the sender's: that may be a path.
            parameters.setEncryptFiles(true);
            parameters.setEncryptionMethod(EncryptionMethod.ZIP_STANDARD); // Which unzip knows.
            zip.putNextEntry(parameters);
            zip.write(part);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    private Seen seen(Trace.Message message, byte[] text) {
        Content content = Content.read(text, vantage(message));
        var head = content.head();
        String raw = new String(text, ISO_8859_1);
        boolean whole = raw.length() <= RAW_CHARS_MAX;
        return new Seen(
                head.subject(),
                who(head.from()),
                who(head.replyTo()),
                head.mailer(),
                head.date() == null ? null : head.date().toString(),
                head.fields().stream().map(MessagePage::row).toList(),
                content.hops().stream().map(MessagePage::step).toList(),
                content.languages(),
                cut(Defang.inert(content.text()), TEXT_CHARS_MAX),
                !Bodies.read(text).html().isEmpty(),
                content.links().stream().map(MessagePage::place).toList(),
                content.leaves().stream()
                        .filter(part -> !part.isText() && part.sizeBytes() > 0)
                        .map(MessagePage::attached)
                        .toList(),
                names(content.oddities()),
                names(content.truncated()),
                Defang.inert(cut(raw, RAW_CHARS_MAX)),
                whole);
    }

    private Vantage vantage(Trace.Message message) {
        return new Vantage(backend.configuration().names(), message.ip(), message.helo());
    }

    private static Row row(Field field) {
        return new Row(field.name(), Defang.inert(field.value()));
    }

    private static Step step(Hop hop) {
        return new Step(
                hop.from(),
                hop.ip(),
                hop.by(),
                hop.with(),
                hop.time() == null ? null : hop.time().toString(),
                Values.label(hop.trust()),
                names(hop.doubts()));
    }

    private static Place place(Link link) {
        return new Place(
                Defang.defanged(link.url()),
                link.domain(),
                Values.label(link.kind()),
                names(link.tricks()));
    }

    private static Attached attached(Part part) {
        return new Attached(
                part.name(),
                part.type(),
                part.type().equals(part.declared()) ? null : part.declared(),
                part.sizeBytes(),
                part.sha256(),
                part.entries().stream().map(Part.Entry::name).toList());
    }

    private static @Nullable String who(@Nullable Correspondent who) {
        return who == null ? null : (who.name() + " <" + who.address() + ">").strip();
    }

    private static String cut(String text, int most) {
        return text.substring(0, Math.min(text.length(), most));
    }

    private static List<String> names(Collection<? extends Enum<?>> values) {
        return values.stream().map(Values::label).toList();
    }
}
