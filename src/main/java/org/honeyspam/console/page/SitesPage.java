package org.honeyspam.console.page;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.honeyspam.config.Configuration;
import org.honeyspam.console.Backend;
import org.honeyspam.console.sheet.Column;
import org.honeyspam.console.sheet.Sheet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The decoy sites, and what a crawler sees of one: the same answer, made for the operator. */
public final class SitesPage implements Page {
    private static final String BROWSER =
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private static final List<String> AGENTS =
            List.of(
                    BROWSER,
                    "EmailSiphon",
                    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                    "Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)",
                    "python-requests/2.32.3");
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9._%-]{1,64}@[A-Za-z0-9.-]{1,253}\\.[A-Za-z]{2,24}");

    private static final Pattern TYPE = Pattern.compile("(?im)^content-type: *([\\w/+.-]+)");

    /** A page has a style and a few pictures. */
    private static final int FETCHED_MAX = 12;

    private final Backend backend;

    public SitesPage(Backend backend) {
        this.backend = backend;
    }

    /** What a crawler is answered. */
    public record Model(
            String host,
            String path,
            String agent,
            List<String> agents,
            String head,
            int bodyBytes,
            long waitMillis,
            List<String> links,
            List<String> addresses) {}

    @Override
    public Found find(Ask ask) throws Ask.Wrong {
        var rows =
                Sheet.of(
                        Column.of("host", "Site", Column.Kind.SITE),
                        Column.text("domain", "Domain of its addresses"),
                        Column.text("title", "Title"),
                        Column.text("kind", "Pretends to be"),
                        Column.text("language", "Language"),
                        Column.text("below", "In the folder"));
        for (Configuration.Site site : backend.configuration().sites()) {
            rows.row(
                    site.host(),
                    site.domain(),
                    site.title(),
                    site.kind(),
                    site.language(),
                    site.below());
        }
        Sheet sheet = rows.build();
        var model =
                new ListModel(
                        "The decoy sites; each leads to what a crawler sees of it.",
                        "/sites",
                        ask.query(),
                        List.of(),
                        List.of(),
                        sheet);
        return new Found("list.jte", "Sites", model, sheet);
    }

    /** The page of the one that is named. */
    public Found one(Ask ask) throws Ask.Wrong, IOException {
        String path = path(ask);
        String agent = agent(ask);
        Backend.Look look = look(ask);
        Document page =
                Jsoup.parse(new String(look.body(), UTF_8), "http://" + ask.named("host") + path);
        List<String> links =
                page.select("a[href]").stream()
                        .map(link -> link.attr("abs:href"))
                        .filter(href -> href.startsWith("http"))
                        .distinct()
                        .toList();
        Matcher found = ADDRESS.matcher(page.html());
        Stream<String> addresses = found.results().map(match -> match.group()).distinct();
        var model =
                new Model(
                        ask.named("host"),
                        path,
                        agent,
                        AGENTS,
                        look.head(),
                        look.body().length,
                        look.waitMillis(),
                        links,
                        addresses.toList());
        return new Found("site.jte", ask.named("host"), model);
    }

    /** The page itself, for a frame in which nothing of it runs or leads anywhere. */
    public byte[] frame(Ask ask) throws Ask.Wrong, IOException {
        String host = ask.named("host");
        String base = "http://" + host + path(ask);
        Document page = Jsoup.parse(new String(look(ask).body(), UTF_8), base);
        page.select("link:not([rel=stylesheet])").remove(); // As its icon: none is fetched.
        int fetched = 0;
        for (Element one : page.select("link[rel=stylesheet][href], img[src]")) {
            boolean style = one.nameIs("link");
            String url = one.attr(style ? "abs:href" : "abs:src");
            String begin = "http://" + host + "/";
            if (url.startsWith(begin) && fetched++ < FETCHED_MAX) {
                String path = url.substring(begin.length() - 1);
                inline(one, style, backend.look(host, path, agent(ask)));
            }
        }
        return page.outerHtml().getBytes(UTF_8);
    }

    /** Puts what a browser would fetch where it stands: the frame fetches nothing. */
    private static void inline(Element one, boolean style, Backend.Look look) {
        if (style) {
            one.replaceWith(
                    new Element("style").appendChild(new DataNode(new String(look.body(), UTF_8))));
        } else {
            Matcher type = TYPE.matcher(look.head());
            String named = type.find() ? type.group(1) : "image/png";
            String data = Base64.getEncoder().encodeToString(look.body());
            one.attr("src", "data:%s;base64,%s".formatted(named, data));
        }
    }

    private Backend.Look look(Ask ask) throws Ask.Wrong, IOException {
        String host = ask.named("host");
        boolean known =
                backend.configuration().sites().stream().anyMatch(s -> s.host().equals(host));
        if (!known) {
            throw Ask.Wrong.nothing("there is no site " + host);
        }
        return backend.look(host, path(ask), agent(ask));
    }

    private static String path(Ask ask) throws Ask.Wrong {
        String path = ask.text("path").isEmpty() ? "/" : ask.text("path");
        boolean sound = path.startsWith("/") && path.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (!sound) {
            throw Ask.Wrong.request("path: what stands behind the host, as /contact.html");
        }
        return path;
    }

    private static String agent(Ask ask) throws Ask.Wrong {
        String agent = ask.text("agent").isEmpty() ? BROWSER : ask.text("agent");
        if (!ISO_8859_1.newEncoder().canEncode(agent) || agent.chars().anyMatch(c -> c < ' ')) {
            throw Ask.Wrong.request("agent: the name of a program, in a line");
        }
        return agent;
    }
}
