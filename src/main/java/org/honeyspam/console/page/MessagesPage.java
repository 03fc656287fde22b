package org.honeyspam.console.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.honeyspam.console.Backend;
import org.honeyspam.console.Desk;
import org.honeyspam.console.sheet.Column;
import org.honeyspam.console.sheet.Filter;
import org.honeyspam.console.sheet.Sheet;
import org.honeyspam.dialogue.IpText;
import org.honeyspam.intel.Letter;
import org.honeyspam.intel.MailPages;
import org.honeyspam.share.MboxFile;
import org.jspecify.annotations.Nullable;

/** The mail that was taken, the newest first, and what is looked for in it. */
public final class MessagesPage implements Page {
    public static final String PATH = "/messages";

    private static final int MBOX_BYTES_MAX = 64 << 20;

    private final Desk desk;
    private final Backend backend;

    public MessagesPage(Desk desk, Backend backend) {
        this.desk = desk;
        this.backend = backend;
    }

    @Override
    public Found find(Ask ask) throws Ask.Wrong, IOException, SQLException {
        MailPages.Page page = page(ask);
        Sheet sheet = sheet(page);
        List<Filter> filters =
                List.of(
                        Filter.text("subject", "Subject", ask.text("subject"), "part of it"),
                        Filter.text("words", "Text", ask.text("words"), "part of it"),
                        Filter.text("url", "Link", ask.text("url"), "pills.example"),
                        Filter.text("ip", "Sender's IP", ask.text("ip"), "192.0.2.7"),
                        Filter.text("recipient", "Recipient", ask.text("recipient"), "a@b.example"),
                        Filter.choice(
                                "service", "Taken by", ask.text("service"), List.of("mx", "relay")),
                        Filter.text("until", "Before", ask.text("until"), "2026-11-26"));
        String about =
                "What was sent to addresses of ours and through the relay, the newest first.";
        var model = new ListModel(about, PATH, ask.query(), filters, List.of(), sheet);
        return new Found("list.jte", "Messages", model, sheet);
    }

    /** What the page shows, as a mailbox; what is no longer kept is left out. */
    public byte[] mbox(Ask ask) throws Ask.Wrong, IOException, SQLException {
        var mbox = new ByteArrayOutputStream();
        List<String> events = page(ask).lines().stream().map(MailPages.Line::event).toList();
        for (String event : events) {
            List<Letter> letters = desk.ask(views -> views.mailbox().find(event));
            for (Letter letter : letters) {
                byte[] text = backend.text(letter.sha256());
                if (text != null) {
                    MboxFile.write(mbox, letter, text);
                }
                if (mbox.size() > MBOX_BYTES_MAX) {
                    throw Ask.Wrong.request(
                            "these are more than 64 MiB: take fewer by limit=10, or all by"
                                    + " honeyspam mail export --mbox");
                }
            }
        }
        return mbox.toByteArray();
    }

    private MailPages.Page page(Ask ask) throws Ask.Wrong, IOException, SQLException {
        Cursor after = Cursor.of(ask);
        long before = after == null ? Long.MAX_VALUE : after.value();
        int limit = ask.limit();
        MailPages.Choice choice = choice(ask);
        return desk.ask(views -> views.mailPages().before(before, choice, limit));
    }

    private static MailPages.Choice choice(Ask ask) throws Ask.Wrong {
        return new MailPages.Choice(
                ask.textOrNull("service"),
                ip(ask),
                ask.textOrNull("recipient"),
                ask.textOrNull("campaign"),
                ask.textOrNull("subject"),
                ask.textOrNull("words"),
                ask.textOrNull("url"),
                ask.time("until"));
    }

    private static @Nullable String ip(Ask ask) throws Ask.Wrong {
        String text = ask.text("ip");
        var ip = IpText.read(text);
        if (ip == null && !text.isEmpty()) {
            throw Ask.Wrong.request("ip: an address such as 192.0.2.7");
        }
        return ip == null ? null : IpText.of(ip);
    }

    static Sheet sheet(MailPages.Page page) {
        var rows =
                Sheet.of(
                        Column.of("time", "Time", Column.Kind.TIME),
                        Column.of("id", "Subject", Column.Kind.MESSAGE),
                        Column.text("subject", ""),
                        Column.of("ip", "Sent by", Column.Kind.IP),
                        Column.text("sender", "From"),
                        Column.of("recipient", "To", Column.Kind.ADDRESS),
                        Column.of("recipients", "Recipients", Column.Kind.NUMBER),
                        Column.text("service", "Taken by"),
                        Column.of("size_bytes", "Size", Column.Kind.BYTES),
                        Column.of("campaign", "Campaign", Column.Kind.CAMPAIGN));
        for (MailPages.Line line : page.lines()) {
            rows.row(
                    line.time(),
                    line.event(),
                    line.subject(),
                    line.ip(),
                    line.sender(),
                    line.recipient(),
                    line.recipients(),
                    line.service(),
                    line.sizeBytes(),
                    line.campaign());
        }
        Long next = page.next();
        Instant back = page.searchedBackTo();
        String note =
                back == null || next == null
                        ? null
                        : "Looked through all back to %s; go on for what is older.".formatted(back);
        return rows.build(next == null ? null : new Cursor(next, "").text(), note);
    }
}
