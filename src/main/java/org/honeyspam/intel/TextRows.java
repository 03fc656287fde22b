package org.honeyspam.intel;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.honeyspam.content.Content;
import org.honeyspam.content.Correspondent;
import org.honeyspam.content.Finds;
import org.honeyspam.content.Link;
import org.honeyspam.content.Part;
import org.honeyspam.content.campaign.Campaigns.Placed;

/** What a text says, as rows. */
final class TextRows implements AutoCloseable {
    /** What is behind these is seldom what somebody remembers of a message. */
    private static final int SEARCHED_CHARS_MAX = 4_000;

    private final Rows contents;
    private final Rows links;
    private final Rows attachments;
    private final Rows contacts;
    private final Rows wordings;

    TextRows(Database database) throws SQLException {
        this.contents = new Rows(database, "insert into content values (?, ?, ?, ?, ?)");
        this.links = new Rows(database, "insert into link values (?, ?, ?, ?, ?, ?, ?)");
        this.attachments =
                new Rows(database, "insert into attachment values (?, ?, ?, ?, ?, ?, ?)");
        this.contacts =
                new Rows(database, "insert into contact values (?, ?, ?) on conflict do nothing");
        this.wordings = new Rows(database, "insert into wording values (?, ?)");
    }

    void add(String sha256, Content content, Placed placed) throws SQLException {
        Correspondent author = content.head().from();
        contents.add(
                sha256,
                content.head().subject(),
                author == null ? null : author.address(),
                String.join(" ", content.languages()),
                placed.campaign());
        int position = 0;
        for (Link link : content.links()) {
            links.add(
                    sha256,
                    position++,
                    link.url(),
                    link.host(),
                    link.domain(),
                    name(link.kind()),
                    names(link.tricks()));
        }
        String text = content.text();
        String begin = text.substring(0, Math.min(text.length(), SEARCHED_CHARS_MAX));
        wordings.add(sha256, begin.toLowerCase(Locale.ROOT));
        attachments(sha256, content);
        contacts(sha256, content.finds());
    }

    private void attachments(String sha256, Content content) throws SQLException {
        int position = 0;
        for (Part part : content.leaves()) {
            if (!part.isText() && part.sizeBytes() > 0) {
                attachments.add(
                        sha256,
                        position++,
                        part.name(),
                        part.type(),
                        part.declared(),
                        part.sizeBytes(),
                        part.sha256());
            }
        }
    }

    private void contacts(String sha256, Finds finds) throws SQLException {
        for (String address : finds.addresses()) {
            contacts.add(sha256, "address", address);
        }
        for (String phone : finds.phones()) {
            contacts.add(sha256, "phone", phone);
        }
        for (Finds.Wallet wallet : finds.wallets()) {
            contacts.add(sha256, name(wallet.currency()), wallet.address());
        }
    }

    private static String names(Collection<? extends Enum<?>> values) {
        return values.stream().map(TextRows::name).collect(Collectors.joining(" "));
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private List<Rows> all() {
        return List.of(contents, links, attachments, contacts, wordings);
    }

    void write() throws SQLException {
        for (Rows rows : all()) {
            rows.write();
        }
    }

    @Override
    public void close() throws SQLException {
        for (Rows rows : all()) {
            rows.close();
        }
    }
}
