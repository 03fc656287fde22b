package org.honeyspam.site;

import java.util.List;
import java.util.SplittableRandom;

/** The look of a site: where things stand, what they are called in its style sheet, its files. */
final class Skin {
    private static final List<String> FONTS =
            List.of(
                    "Georgia,'Times New Roman',serif",
                    "Arial,Helvetica,sans-serif",
                    "Verdana,Geneva,sans-serif",
                    "'Trebuchet MS',Tahoma,sans-serif",
                    "Palatino,'Palatino Linotype','Book Antiqua',serif",
                    "'Segoe UI','DejaVu Sans',sans-serif",
                    "Cambria,'Liberation Serif',serif");
    private static final List<List<String>> NAMES =
            List.of(
                    List.of("page", "wrap", "container", "outer", "sheet"),
                    List.of("head", "top", "masthead", "title-bar", "upper"),
                    List.of("nav", "menu", "navi", "mainnav", "tabs"),
                    List.of("content", "main", "text", "middle", "copy"),
                    List.of("side", "sidebar", "extra", "column", "margin"),
                    List.of("foot", "footer", "bottom", "base", "end"),
                    List.of("box", "card", "panel", "block", "entry"),
                    List.of("meta", "info", "small", "byline", "note"),
                    List.of("list", "entries", "items", "links", "more"),
                    List.of("picture", "photo", "image", "figure"),
                    List.of("view", "panorama", "wide", "top-image"),
                    List.of("sign", "logo", "mark", "brand"));

    final Arrangement arrangement;
    final String page;
    final String head;
    final String nav;
    final String content;
    final String side;
    final String foot;
    final String box;
    final String meta;
    final String list;
    final String picture;
    final String view;
    final String sign;
    final Teasers teasers;

    /** How the home page begins. */
    final int opening;

    final Palette palette;
    final String stylePath;
    final String logoPath;
    final String bannerPath;

    private final Keyed rules;
    private final String headings;
    private final String text;
    private final int width;
    private final int size;
    private final int corner;
    private final int rule;

    /** Where the navigation and the rest stand. */
    enum Arrangement {
        TOP,
        LEFT,
        RIGHT,
        BANNER,
        BOXED
    }

    Skin(Profile profile) {
        SplittableRandom dice = profile.keyed.dice("skin");
        this.arrangement = Keyed.pick(List.of(Arrangement.values()), dice);
        this.palette = new Palette(dice);
        var names = new ClassNames(dice);
        this.page = names.next(NAMES.get(0));
        this.head = names.next(NAMES.get(1));
        this.nav = names.next(NAMES.get(2));
        this.content = names.next(NAMES.get(3));
        this.side = names.next(NAMES.get(4));
        this.foot = names.next(NAMES.get(5));
        this.box = names.next(NAMES.get(6));
        this.meta = names.next(NAMES.get(7));
        this.list = names.next(NAMES.get(8));
        this.picture = names.next(NAMES.get(9));
        this.view = names.next(NAMES.get(10));
        this.sign = names.next(NAMES.get(11));
        this.teasers = Teasers.of(profile.kind, dice);
        this.opening = dice.nextInt(3);
        this.rules = profile.keyed.forPurpose("rules");
        this.headings = Keyed.pick(FONTS, dice);
        this.text = dice.nextBoolean() ? headings : Keyed.pick(FONTS, dice);
        this.width = 860 + 20 * dice.nextInt(16);
        this.size = 14 + dice.nextInt(4);
        this.corner = dice.nextBoolean() ? 0 : 3 + dice.nextInt(8);
        this.rule = dice.nextInt(4);
        String folder = Keyed.pick(List.of("css", "style", "assets", "theme", "inc"), dice);
        String file = Keyed.pick(List.of("style", "main", "site", "screen", "layout"), dice);
        this.stylePath = profile.base + folder + "/" + file + ".css";
        String pictures = Keyed.pick(List.of("img", "images", "pics", "gfx", "media"), dice);
        this.logoPath =
                profile.base
                        + pictures
                        + "/"
                        + Keyed.pick(List.of("logo", "emblem", "sign"), dice)
                        + ".svg";
        this.bannerPath =
                profile.base
                        + pictures
                        + "/"
                        + Keyed.pick(List.of("header", "banner", "view"), dice)
                        + ".svg";
    }

    boolean hasBanner() {
        return arrangement == Arrangement.BANNER || arrangement == Arrangement.RIGHT;
    }

    String styleSheet() {
        List<String> groups = List.of(FRAME, where(), TEXT, headingRules(), FORMS);
        String written = new RuleWriter(rules.dice("sheet")).write(groups);
        return (written + NARROW)
                .replace("$page", "." + page)
                .replace("$head", "." + head)
                .replace("$nav", "." + nav)
                .replace("$content", "." + content)
                .replace("$side", "." + side)
                .replace("$foot", "." + foot)
                .replace("$box", "." + box)
                .replace("$meta", "." + meta)
                .replace("$list", "." + list)
                .replace("$picture", "." + picture)
                .replace("$view", "." + view)
                .replace("$sign", "." + sign)
                .replace("@dark", palette.dark)
                .replace("@strong", palette.strong)
                .replace("@accent", palette.accent)
                .replace("@pale", palette.pale)
                .replace("@paper", palette.paper)
                .replace("@ground", palette.ground)
                .replace("@ink", palette.ink)
                .replace("@line", palette.line)
                .replace("@headback", palette.darkHead ? palette.dark : palette.paper)
                .replace("@headink", palette.darkHead ? "#ffffff" : palette.dark)
                .replace("@headings", headings)
                .replace("@text", text)
                .replace("@width", width + "px")
                .replace("@size", size + "px")
                .replace("@corner", corner + "px");
    }

    private String where() {
        return switch (arrangement) {
            case TOP ->
                    BAR
                            + "body{background:@paper}$page{max-width:100%}"
                            + "$content,$foot div{max-width:@width;margin:0 auto}"
                            + "$head{padding:18px max(22px,calc((100% - @width)/2))}"
                            + "$nav{padding:0 max(6px,calc((100% - @width)/2))}$side{display:none}";
            case LEFT ->
                    "body{background:@ground}$page{max-width:@width;margin:0 auto;background:@paper;"
                            + "display:grid;grid-template-columns:210px 1fr}"
                            + "$head,$foot{grid-column:1/3}"
                            + "$nav{background:@pale;padding:16px 0}$nav ul{list-style:none;margin:0;padding:0}"
                            + "$nav a{display:block;padding:7px 18px;color:@strong;text-decoration:none;"
                            + "border-bottom:1px solid @line}$nav a:hover{background:@paper}$side{display:none}";
            case RIGHT ->
                    BAR
                            + "body{background:@pale}$page{max-width:@width;margin:0 auto;"
                            + "background:@paper;display:grid;grid-template-columns:1fr 230px;"
                            + "border:1px solid @line;border-top:0}$head,$nav,$foot{grid-column:1/3}"
                            + "$side{padding:20px;font-size:90%;border-left:1px solid @line}";
            case BANNER ->
                    BAR
                            + "body{background:@paper}$head{padding:0;position:relative}"
                            + "$head $view{display:block;width:100%;height:230px;object-fit:cover}"
                            + "$head div{position:absolute;left:6%;bottom:26px;color:#fff;"
                            + "text-shadow:0 1px 5px rgba(0,0,0,.7)}$head $sign{display:none}"
                            + "$head p,$head strong{color:#fff}"
                            + "$content{max-width:@width;margin:0 auto}$side{display:none}";
            case BOXED ->
                    BAR
                            + "body{background:@ground;padding:28px 0}$page{max-width:@width;"
                            + "margin:0 auto;background:@paper;border-radius:@corner;overflow:hidden;"
                            + "box-shadow:0 2px 14px rgba(0,0,0,.25)}$side{margin:0 34px 20px;padding:12px 16px;"
                            + "background:@pale;font-size:90%}";
        };
    }

    private String headingRules() {
        return switch (rule) {
            case 0 -> "h2{border-bottom:2px solid @accent;padding-bottom:3px}";
            case 1 ->
                    "h1,h2{font-weight:normal}h1{border-left:6px solid @accent;padding-left:12px}";
            case 2 -> "h2{background:@pale;padding:5px 10px}";
            default -> "h1{letter-spacing:.5px}h2{color:@accent}";
        };
    }

    private static final String BAR =
            "$nav{background:@strong}$nav ul{list-style:none;margin:0;padding:0;display:flex;"
                    + "flex-wrap:wrap}$nav a{display:block;padding:10px 16px;color:#fff;"
                    + "text-decoration:none}$nav a:hover{background:@accent}";
    private static final String FRAME =
            "*{box-sizing:border-box}body{margin:0;font:@size/1.55 @text;color:@ink}"
                    + "$head{background:@headback;color:@headink;padding:20px 26px;display:flex;"
                    + "align-items:center;gap:18px}$head img{flex:none}"
                    + "$head strong{font:bold 170%/1.2 @headings;color:@headink}"
                    + "$head p{margin:2px 0 0;opacity:.85}$content{padding:22px 34px 34px}"
                    + "$foot{background:@dark;color:@pale;font-size:85%;padding:16px 34px}"
                    + "$foot a{color:#fff}a{color:@accent}";
    private static final String TEXT =
            "h1,h2,h3{font-family:@headings;line-height:1.25;color:@dark}h1{font-size:190%;"
                    + "margin:.3em 0 .5em}h2{font-size:135%;margin:1.4em 0 .5em}h3{font-size:110%;color:@dark;"
                    + "margin:1em 0 .3em}p{margin:.6em 0}$meta{color:#666;font-size:88%}"
                    + "table{border-collapse:collapse;margin:1.05em 0;width:100%}"
                    + "th{text-align:left;background:@pale;color:@dark}"
                    + "td,th{padding:6px 10px;border-bottom:1px solid @line;vertical-align:top}"
                    + "$box{border:1px solid @line;border-radius:@corner;padding:10px 16px;"
                    + "margin:14px 0;background:@paper}$list{padding-left:1.2em}$list li{margin:.35em 0}"
                    + "blockquote{margin:.8em 0;padding:2px 14px;border-left:4px solid @line;color:#555}"
                    + "pre{white-space:pre-wrap;font:95%/1.5 'Courier New',monospace;color:@ink}"
                    + "$picture{max-width:100%;height:auto;border-radius:@corner;margin:6px 0}"
                    + "$picture.r{float:right;margin:0 0 12px 20px}"
                    + "dt{font-weight:bold}dd{margin:0 0 .5em 1.2em}";
    private static final String NARROW =
            "@media(max-width:700px){$page{display:block}$content{padding:16px}}\n";
    private static final String FORMS =
            "label{display:block;margin:.8em 0 .2em}input,textarea{font:inherit;padding:6px 8px;"
                    + "border:1px solid @line;border-radius:@corner;width:100%;max-width:460px}"
                    + "input[type=submit]{width:auto;background:@strong;color:#fff;border:0;"
                    + "padding:8px 20px;margin-top:1em;cursor:pointer}input[type=checkbox]{width:auto}";
}
