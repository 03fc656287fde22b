package org.honeyspam.proxy;

/** First pages of known sites, in our own words: a title and the marks that testers look for. */
final class FrontTexts {
    static final String GOOGLE =
            """
            <!doctype html><html itemscope="" itemtype="http://schema.org/WebPage" lang="en"><head>\
            <meta content="text/html; charset=UTF-8" http-equiv="Content-Type">\
            <title>Google</title></head><body bgcolor="#fff"><center><br><h1>Google</h1>\
            <form action="/search" name="f"><input name="hl" type="hidden" value="en">\
            <input name="source" type="hidden" value="hp">\
            <input maxlength="2048" name="q" size="57" title="Google Search" value=""><br>\
            <input name="btnG" type="submit" value="Google Search">\
            <input name="btnI" type="submit" value="I'm Feeling Lucky"></form>\
            <p><a href="/intl/en/about.html">About Google</a> \
            <a href="/intl/en/policies/privacy/">Privacy</a> \
            <a href="/intl/en/policies/terms/">Terms</a></p></center></body></html>
            """;

    static final String WIKIPEDIA =
            """
            <!DOCTYPE html>
            <html lang="en" class="no-js">
            <head>
            <meta charset="utf-8">
            <title>Wikipedia</title>
            <meta name="viewport" content="initial-scale=1,user-scalable=yes">
            <link rel="preconnect" href="//upload.wikimedia.org">
            </head>
            <body id="www-wikipedia-org">
            <main>
            <h1>Wikipedia</h1>
            <p>
            <a href="//en.wikipedia.org/">English</a>
            <a href="//de.wikipedia.org/">Deutsch</a>
            <a href="//fr.wikipedia.org/">Français</a>
            <a href="//es.wikipedia.org/">Español</a>
            <a href="//ja.wikipedia.org/">日本語</a>
            <a href="//ru.wikipedia.org/">Русский</a>
            </p>
            <form action="//www.wikipedia.org/search-redirect.php">
            <input type="hidden" name="family" value="Wikipedia">
            <input name="search" type="search"><button type="submit">Search</button>
            </form>
            </main>
            <footer>
            <a href="//commons.wikimedia.org/">Commons</a>
            <a href="//meta.wikimedia.org/">Meta-Wiki</a>
            <a href="//www.wikidata.org/">Wikidata</a>
            </footer>
            </body>
            </html>
            """;

    static final String MUSEUM =
            """
            <!DOCTYPE html>
            <html lang="en-US">
            <head>
            <meta charset="UTF-8">
            <title>Computer History Museum</title>
            <link rel="shortcut icon" href="/favicon.ico">
            </head>
            <body class="home">
            <header><a href="/">Computer History Museum</a></header>
            <nav>
            <a href="/visit/">Visit the museum</a>
            <a href="/exhibits/">Exhibits</a>
            <a href="/collections/">Collections</a>
            <a href="/events/">Events</a>
            <a href="/about/">About</a>
            </nav>
            <footer>1401 N. Shoreline Blvd., Mountain View, CA 94043</footer>
            </body>
            </html>
            """;

    static final String BING =
            """
            <!doctype html><html lang="en" dir="ltr"><head><meta charset="utf-8">\
            <title>Bing</title><link rel="icon" href="/favicon.ico"></head><body>\
            <form action="/search" id="sb_form"><label for="sb_form_q">Microsoft Bing</label>\
            <input id="sb_form_q" name="q" type="search" maxlength="2000"></form>\
            <nav><a href="/images">Images</a> <a href="/videos">Videos</a> \
            <a href="/maps">Maps</a> <a href="/news">News</a></nav></body></html>
            """;

    static final String MSN =
            """
            <!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8"><title>MSN</title>\
            </head><body><h1>MSN</h1><nav><a href="/en-us/news">News</a> \
            <a href="/en-us/weather">Weather</a> <a href="/en-us/sports">Sports</a> \
            <a href="/en-us/money">Money</a></nav></body></html>
            """;

    static final String YAHOO =
            """
            <!doctype html><html lang="en-US"><head><meta charset="utf-8"><title>Yahoo</title>
            <link rel="icon" href="/favicon.ico"></head>
            <body><h1>Yahoo</h1>
            <form action="//search.yahoo.com/search"><input name="p" type="text">
            <button>Search</button></form>
            <ul><li><a href="//mail.yahoo.com/">Mail</a></li>
            <li><a href="//finance.yahoo.com/">Finance</a></li>
            <li><a href="//sports.yahoo.com/">Sports</a></li></ul>
            </body></html>
            """;

    static final String BAIDU =
            """
            <!DOCTYPE html><!--STATUS OK-->
            <html><head><meta http-equiv="content-type" content="text/html;charset=utf-8">\
            <title>百度一下,你就知道</title></head>
            <body link="#0000cc"><form id="form" name="f" action="//www.baidu.com/s">\
            <input type="hidden" name="ie" value="utf-8"><input id="kw" name="wd" maxlength="255">\
            <input type="submit" id="su" value="百度一下"></form>
            <div><a href="http://news.baidu.com">新闻</a> <a href="http://map.baidu.com">地图</a></div>
            </body></html>
            """;

    static final String YANDEX =
            """
            <!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>Яндекс</title>\
            </head><body><h1>Яндекс</h1><form action="/search/"><input name="text">\
            <button type="submit">Найти</button></form></body></html>
            """;

    static final String EXAMPLE =
            """
            <!doctype html>
            <html>
            <head>
                <title>Example Domain</title>

                <meta charset="utf-8" />
            </head>

            <body>
            <div>
                <h1>Example Domain</h1>
                <p>A name that stands in documents for any other. Nobody has to be asked before it is
                used there.</p>
                <p><a href="https://www.iana.org/domains/example">More information...</a></p>
            </div>
            </body>
            </html>
            """;

    private FrontTexts() {}
}
