package org.honeyspam.console.page;

import java.util.List;
import org.owasp.html.CssSchema;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * HTML of a sender's, of which nothing is left that loads, runs or leads anywhere: no address of
 * anything, no form, no frame, no picture. It is shown in a frame that could not, either.
 */
final class SafeHtml {
    /** The more of a page there is, the longer it takes; nobody reads so much. */
    private static final int CHARS_MAX = 300_000;

    private static final PolicyFactory POLICY =
            new HtmlPolicyBuilder()
                    .allowElements(
                            "a",
                            "abbr",
                            "address",
                            "b",
                            "big",
                            "blockquote",
                            "br",
                            "caption",
                            "center",
                            "cite",
                            "code",
                            "dd",
                            "del",
                            "div",
                            "dl",
                            "dt",
                            "em",
                            "font",
                            "h1",
                            "h2",
                            "h3",
                            "h4",
                            "h5",
                            "h6",
                            "hr",
                            "i",
                            "ins",
                            "li",
                            "ol",
                            "p",
                            "pre",
                            "q",
                            "s",
                            "small",
                            "span",
                            "strike",
                            "strong",
                            "sub",
                            "sup",
                            "table",
                            "tbody",
                            "td",
                            "tfoot",
                            "th",
                            "thead",
                            "tr",
                            "tt",
                            "u",
                            "ul")
                    .allowAttributes("align", "valign", "width", "height", "bgcolor", "border")
                    .onElements("table", "tbody", "td", "tfoot", "th", "thead", "tr", "div", "p")
                    .allowAttributes("cellpadding", "cellspacing")
                    .onElements("table")
                    .allowAttributes("colspan", "rowspan")
                    .onElements("td", "th")
                    .allowAttributes("color", "face", "size")
                    .onElements("font")
                    .allowAttributes("dir", "lang")
                    .globally()
                    .allowWithoutAttributes("a", "span", "font")
                    .allowStyling(CssSchema.DEFAULT)
                    .toFactory();

    private SafeHtml() {}

    static String page(List<String> html) {
        var text = new StringBuilder();
        text.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<title>Message</title></head><body>");
        int room = CHARS_MAX;
        for (String piece : html) {
            String begin = piece.substring(0, Math.min(piece.length(), room));
            room -= begin.length();
            text.append(POLICY.sanitize(begin)).append("<hr>");
        }
        return text.append("</body></html>").toString();
    }
}
