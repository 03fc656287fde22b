package org.honeyspam.content;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.content.Link.Kind;
import org.honeyspam.content.Link.Trick;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter;

/** HTML as its reader sees it, and the places that it leads to. */
final class Page implements NodeFilter {
    /** Attributes that lead somewhere. */
    private static final Map<String, Kind> LEADING =
            Map.of(
                    "href", Kind.HREF,
                    "src", Kind.IMAGE,
                    "background", Kind.IMAGE,
                    "poster", Kind.IMAGE,
                    "action", Kind.FORM,
                    "formaction", Kind.FORM,
                    "data", Kind.FRAME);

    private static final Set<String> UNSEEN =
            Set.of("script", "style", "head", "template", "noscript", "object", "select");
    private static final Set<String> BLOCKS =
            Set.of(
                    "p",
                    "div",
                    "br",
                    "tr",
                    "li",
                    "table",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "hr",
                    "ul",
                    "ol",
                    "center",
                    "blockquote",
                    "pre",
                    "form",
                    "dt",
                    "dd",
                    "body");
    private static final Set<String> FRAMES = Set.of("iframe", "frame", "embed", "script", "link");
    private static final Pattern STYLE_URL = Pattern.compile("(?i)url\\(\\s*+['\"]?([^'\")]++)");
    private static final Pattern REFRESH = Pattern.compile("(?i)url\\s*+=\\s*+['\"]?([^'\">]++)");
    private static final Pattern HOST_SHOWN =
            Pattern.compile(
                    "(?i)^\\s*(?:https?://)?((?:[a-z0-9-]{1,63}\\.){1,6}[a-z]{2,24})(?:[/?#:]\\S*)?\\s*$");

    private final Reading reading;
    private final Notes notes;
    private final StringBuilder text = new StringBuilder();
    private String base = "";

    Page(String html, Reading reading, Notes notes) {
        this.reading = reading;
        this.notes = notes;
        Parser parser = Parser.htmlParser().setMaxDepth(Limit.HTML_DEPTH.max);
        Document document = parser.parseInput(html, "");
        Element named = document.selectFirst("base[href]");
        base = named == null ? "" : named.attr("href").strip();
        document.traverse((node, depth) -> lead(node, depth));
        document.filter(this);
    }

    String text() {
        return text.toString().strip();
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode words) {
            String whole = words.getWholeText();
            text.append(within(words, "pre") ? whole : whole.replaceAll("\\s+", " "));
        } else if (node instanceof Comment) {
            return FilterResult.SKIP_ENTIRELY;
        } else if (node instanceof Element element) {
            String name = element.normalName();
            if (UNSEEN.contains(name)) {
                return FilterResult.SKIP_ENTIRELY;
            }
            if (Hidden.hides(element)) {
                if (!element.text().isBlank()) {
                    notes.odd(Oddity.HIDDEN_TEXT);
                }
                return FilterResult.SKIP_ENTIRELY;
            }
            lines(name);
        }
        return text.length() > Limit.TEXT_CHARS.max ? FilterResult.STOP : FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            lines(element.normalName());
        }
        return FilterResult.CONTINUE;
    }

    private static boolean within(Node node, String name) {
        Node parent = node.parent();
        return parent instanceof Element element && element.normalName().equals(name);
    }

    private void lines(String name) {
        if (BLOCKS.contains(name) && !text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        } else if ((name.equals("td") || name.equals("th")) && !text.isEmpty()) {
            text.append(' ');
        }
    }

    private void lead(Node node, int depth) {
        if (depth > Limit.HTML_DEPTH.max) {
            notes.cut(Limit.HTML_DEPTH);
        }
        if (!(node instanceof Element element)) {
            return;
        }
        String name = element.normalName();
        if (name.equals("script")) {
            notes.odd(Oddity.SCRIPT);
        } else if (name.equals("form")) {
            notes.odd(Oddity.FORM);
        } else if (name.equals("meta") && element.attr("http-equiv").equalsIgnoreCase("refresh")) {
            Matcher refresh = REFRESH.matcher(element.attr("content"));
            if (refresh.find()) {
                follow(refresh.group(1), Kind.REFRESH, element);
            }
        }
        if (element.attributesSize() == 0) {
            return;
        }
        for (Map.Entry<String, Kind> leading : LEADING.entrySet()) {
            String value = element.attr(leading.getKey());
            if (!value.isBlank() && !name.equals("base")) {
                Kind kind = FRAMES.contains(name) ? Kind.FRAME : leading.getValue();
                follow(value, kind, element);
            }
        }
        Matcher style = STYLE_URL.matcher(element.attr("style"));
        while (style.find()) {
            follow(style.group(1), Kind.IMAGE, element);
        }
    }

    private void follow(String written, Kind kind, Element element) {
        String value = written.strip();
        String lower = value.substring(0, Math.min(value.length(), 12)).toLowerCase(Locale.ROOT);
        if (lower.startsWith("mailto:")) {
            Mailboxes.find(
                    new String(
                            EncodedWords.escaped(value.substring(7), '%'),
                            java.nio.charset.StandardCharsets.UTF_8),
                    reading);
        } else if (lower.startsWith("tel:")) {
            reading.phone(value);
        } else if (lower.startsWith("data:")) {
            notes.odd(Oddity.DATA_URL);
        } else if (lower.startsWith("javascript:") || lower.startsWith("vbscript:")) {
            notes.odd(Oddity.SCRIPT);
            TextLinks.find(value, kind, reading);
        } else if (lower.matches("(?s)(?:h(?:tt|xx)ps?:|ftp:|//|\\\\\\\\).*")) {
            reading.link(value, kind, shownAsAnother(value, element));
        } else if (!base.isEmpty() && !lower.matches("(?s)(?:cid:|about:|#|[a-z]{2,10}:).*")) {
            reading.link(base.substring(0, base.lastIndexOf('/') + 1) + value, kind, Set.of());
        } else if (lower.startsWith("www.")) {
            reading.link(value, kind, Set.of());
        }
    }

    /** The text of a link names a host, and not that of the link. */
    private Set<Trick> shownAsAnother(String url, Element element) {
        Set<Trick> tricks = EnumSet.noneOf(Trick.class);
        if (!element.normalName().equals("a") || element.childNodeSize() > 3) {
            return tricks;
        }
        String said = element.text();
        Matcher shown = HOST_SHOWN.matcher(said.length() > 300 ? "" : said);
        Link link = shown.matches() ? LinkText.read(url, Kind.HREF, notes) : null;
        if (link != null && !Hosts.domain(shown.group(1)).equals(link.domain())) {
            tricks.add(Trick.SHOWN_AS_ANOTHER);
        }
        return tricks;
    }
}
