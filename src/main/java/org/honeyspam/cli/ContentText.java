package org.honeyspam.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.honeyspam.content.Content;
import org.honeyspam.content.Correspondent;
import org.honeyspam.content.Defang;
import org.honeyspam.content.Finds;
import org.honeyspam.content.Fingerprint;
import org.honeyspam.content.Head;
import org.honeyspam.content.Hop;
import org.honeyspam.content.Link;
import org.honeyspam.content.Part;
import org.honeyspam.content.SafeText;
import org.jspecify.annotations.Nullable;

/**
 * What was found in a message, for a terminal: safe to print, and with no link or address that a
 * terminal or a mail program would make one of again.
 */
final class ContentText {

    private final List<String> lines = new ArrayList<>();

    private ContentText() {}

    static List<String> lines(Content content) {
        var text = new ContentText();
        text.head(content.head());
        content.hops().forEach(text::hop);
        text.field("language", String.join(", ", content.languages()));
        text.part(content.body(), 0);
        content.links().forEach(text::link);
        text.finds(content.finds());
        text.field("odd", names(content.oddities()));
        text.field("cut off at", names(content.truncated()));
        var print = Fingerprint.of(content);
        text.field("fingerprint", "%016x, %s".formatted(print.simHash(), print.sketch()));
        return text.lines;
    }

    private void field(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            lines.add("%-12s %s".formatted(name, SafeText.safe(value)));
        }
    }

    private void head(Head head) {
        field("subject", head.subject());
        field("author", defanged(head.from()));
        field("reply to", defanged(head.replyTo()));
        field("message id", head.messageId() == null ? null : Defang.defanged(head.messageId()));
        field("date", head.date() == null ? null : head.date().toString());
        field("mailer", head.mailer());
    }

    private static @Nullable String defanged(@Nullable Correspondent who) {
        return who == null
                ? null
                : (Defang.defanged(who.name()) + " <" + Defang.defanged(who.address()) + ">")
                        .strip();
    }

    private void hop(Hop hop) {
        String doubts = hop.doubts().isEmpty() ? "" : ": " + names(hop.doubts());
        String said =
                Stream.of(
                                part("from", hop.from()),
                                part("called", hop.reverse()),
                                part("at", hop.ip()),
                                part("by", hop.by()),
                                part("with", hop.with()),
                                part("for", hop.recipient()),
                                part("on", hop.time() == null ? null : hop.time().toString()))
                        .filter(some -> !some.isEmpty())
                        .collect(Collectors.joining(" "));
        field("hop", "%s (%s%s)".formatted(said, name(hop.trust()), doubts));
    }

    private static String part(String name, @Nullable String value) {
        return value == null ? "" : name + " " + Defang.defanged(value);
    }

    private void part(Part part, int depth) {
        String type =
                part.type().equals(part.declared())
                        ? part.type()
                        : part.type() + " said to be " + part.declared();
        String name = part.name() == null ? "" : " \"" + part.name() + "\"";
        String size =
                part.parts().isEmpty()
                        ? " %d bytes %s".formatted(part.sizeBytes(), part.sha256())
                        : "";
        field(
                "part",
                "  ".repeat(depth) + type + (part.attached() ? " attached" : "") + name + size);
        for (Part.Entry entry : part.entries()) {
            String bytes = entry.sizeBytes() < 0 ? "" : " %d bytes".formatted(entry.sizeBytes());
            field(
                    "holds",
                    "  ".repeat(depth + 1)
                            + entry.name()
                            + bytes
                            + (entry.encrypted() ? " encrypted" : ""));
        }
        part.parts().forEach(inner -> part(inner, depth + 1));
    }

    private void link(Link link) {
        String tricks = link.tricks().isEmpty() ? "" : ": " + names(link.tricks());
        field(
                "link",
                "%s (%s%s)".formatted(Defang.defanged(link.url()), name(link.kind()), tricks));
    }

    private void finds(Finds finds) {
        finds.addresses().forEach(address -> field("address", Defang.defanged(address)));
        finds.phones().forEach(phone -> field("phone", phone));
        finds.wallets()
                .forEach(
                        wallet ->
                                field(
                                        "wallet",
                                        wallet.address() + " (" + name(wallet.currency()) + ")"));
    }

    private static String names(Collection<? extends Enum<?>> values) {
        return values.stream().map(ContentText::name).collect(Collectors.joining(", "));
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** As JSON has it: nothing is defanged there, for programs are to read it. */
    static Map<String, Object> json(String id, Content content) {
        Map<String, Object> all = new LinkedHashMap<>();
        Head head = content.head();
        all.put("id", id);
        all.put("subject", head.subject());
        all.put("from", head.from());
        all.put("replyTo", head.replyTo());
        all.put("to", head.to());
        all.put("messageId", head.messageId());
        all.put("date", head.date() == null ? null : head.date().toString());
        all.put("mailer", head.mailer());
        all.put("hops", content.hops().stream().map(ContentText::json).toList());
        all.put("languages", content.languages());
        all.put("body", content.body());
        all.put("text", content.text());
        all.put("links", content.links());
        all.put("addresses", content.finds().addresses());
        all.put("phones", content.finds().phones());
        all.put("wallets", content.finds().wallets());
        all.put("oddities", content.oddities());
        all.put("truncated", content.truncated());
        all.put("simHash", "%016x".formatted(Fingerprint.of(content).simHash()));
        return all;
    }

    private static Map<String, Object> json(Hop hop) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("from", hop.from());
        all.put("reverse", hop.reverse());
        all.put("ip", hop.ip());
        all.put("by", hop.by());
        all.put("with", hop.with());
        all.put("for", hop.recipient());
        all.put("time", hop.time() == null ? null : hop.time().toString());
        all.put("trust", hop.trust());
        all.put("doubts", hop.doubts());
        return all;
    }
}
