package org.honeyspam.fuzz;

import java.util.List;

/** What clients of each trade say. */
public final class Words {
    public static final List<String> SMTP =
            List.of(
                    "EHLO client.example",
                    "HELO client.example",
                    "MAIL FROM:<a@sender.example>",
                    "MAIL FROM:<> SIZE=100 BODY=8BITMIME RET=FULL ENVID=a+41 AUTH=<> BY=10;R",
                    "MAIL FROM:<a@sender.example> SIZE=99999999999999999999",
                    "RCPT TO:<b@victim.example>",
                    "RCPT TO:<trap@one.example> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;b@c.example",
                    "RCPT TO:<root>",
                    "RCPT TO:<@a.example,@b.example:c@two.example>",
                    "RCPT TO:\"quoted \\\" part\"@victim.example (comment)",
                    "EHLO c\r\nMAIL FROM:<a@s.example>\r\nRCPT TO:<b@v.example>\r\nDATA\r\nhello\r\n.",
                    "EHLO c\r\nMAIL FROM:<a@s.example>\r\nRCPT TO:<trap@one.example>\r\nDATA",
                    "DATA",
                    "Subject: hello\r\nMessage-ID: <1@sender.example>\r\n\r\n..text",
                    ".",
                    "..",
                    "RSET",
                    "NOOP",
                    "VERB",
                    "VRFY root",
                    "EXPN <postmaster>",
                    "HELP",
                    "HELP MAIL",
                    "ETRN #mqueue",
                    "STARTTLS",
                    "AUTH PLAIN AGEAYg==",
                    "AUTH NTLM\r\nTlRMTVNTUAABAAAAB4IIogAAAAAAAAAAAAAAAAAAAAAGAbEdAAAADw==",
                    "X-EXPS GSSAPI\r\nYIIG",
                    "BDAT 5\r\nhello",
                    "BDAT 0 LAST",
                    "EHLO c\r\nMAIL FROM:<> BODY=BINARYMIME\r\nRCPT TO:<trap@one.example>\r\nBDAT 3 LAST",
                    "SEND FROM:<a@b.example>",
                    "GET / HTTP/1.0",
                    "QUIT",
                    "");

    public static final List<String> WEB =
            List.of(
                    "GET / HTTP/1.1\r\nHost: www.one.example\r\n",
                    "GET /robots.txt HTTP/1.1\r\nHost: www.two.example:80\r\n",
                    "POST /about.html HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
                    "POST /contact.html HTTP/1.1\r\nHost: www.one.example\r\nContent-Length: 15\r\n\r\nname=a&b=c@d.ee",
                    "POST /xmlrpc.php HTTP/1.1\r\nHost: www.one.example\r\nTransfer-Encoding: chunked\r\n\r\n5\r\na=b&c\r\n0\r\n",
                    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nT: v\r\n",
                    "GET http://www.one.example/about.html?q=1#f HTTP/1.0",
                    "HEAD /index.html HTTP/1.1",
                    "OPTIONS * HTTP/1.1",
                    "CONNECT mx.example:25 HTTP/1.1",
                    "TRACE / HTTP/1.1",
                    "BREW /%2e%2e/%41?%zz HTTP/9.9",
                    "GET /",
                    "GET /a/../../b HTTP/1.1",
                    "Host: www.one.example",
                    "User-Agent: Mozilla/5.0 (harvester)",
                    "Referer: http://www.two.example/",
                    "Connection: keep-alive",
                    "Connection: close",
                    "Range: bytes=0-99",
                    "Range: bytes=5-",
                    "If-None-Match: *",
                    "If-Modified-Since: Sun, 01 Mar 2026 12:00:00 GMT",
                    "Expect: 100-continue",
                    "Content-Length: 3",
                    "Content-Length: 99999999999999999999",
                    "Transfer-Encoding: chunked",
                    "ffffffff",
                    " folded",
                    "");

    public static final List<String> PROXY =
            List.of(
                    "CONNECT mx.victim.example:25 HTTP/1.1\r\n\r\nEHLO a",
                    "CONNECT 192.0.2.9:443 HTTP/1.0",
                    "CONNECT [2001:db8::9]:25 HTTP/1.1",
                    "GET http://shop.example/a?b=c HTTP/1.1\r\nHost: shop.example\r\n",
                    "GET http://shop.example/ HTTP/1.0",
                    "HEAD http://shop.example/ HTTP/1.1",
                    "GET ftp://files.example/ HTTP/1.1",
                    "GET /local HTTP/1.1",
                    "GET http://old.example/",
                    "POST http://mx.victim.example:25/ HTTP/1.1",
                    "Proxy-Connection: keep-alive",
                    "Connection: close",
                    "User-Agent: proxy checker",
                    "Host: mx.victim.example",
                    "\u0004\u0001\u0000\u0019\u00c0\u0000\u0002\u0009",
                    "\u0005\u0001\u0000",
                    ":65536",
                    ":0",
                    "");

    public static final List<String> SOCKS =
            List.of(
                    "\u0005\u0001\u0000",
                    "\u0005\u0001\u0002",
                    "\u0005\u0002\u0000\u0002",
                    "\u0005\u0001\u0001",
                    "\u0001\u0005alice\u0006secret",
                    "\u0001\u0001a\u0001b",
                    "\u0005\u0001\u0000\u0005\u0001\u0000\u0001\u00c0\u0000\u0002\u0009\u0000\u0019EHLO a",
                    "\u0005\u0001\u0000\u0005\u0001\u0000\u0003\u0011mx.victim.example\u0000\u0019",
                    "\u0005\u0001\u0000\u0001\u00c0\u0000\u0002\u0009\u0000\u0019",
                    "\u0005\u0001\u0000\u0001\u00c0\u0000\u0002\u0009\u0000\u0016",
                    "\u0005\u0001\u0000\u0004 \u0001\r\u00b8\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0009\u0000\u0019",
                    "\u0005\u0002\u0000\u0001\u00c0\u0000\u0002\u0009\u0000\u0019",
                    "\u0005\u0003\u0000\u0001\u0000\u0000\u0000\u0000\u0000\u0000",
                    "\u0005\u0001\u0000\u0001\u00c0\u0000\u0002\u000709",
                    "\u0004\u0001\u0000\u0019\u00c0\u0000\u0002\u0009user\u0000",
                    "\u0004\u0001\u0000\u0019\u0000\u0000\u0000\u0001user\u0000mx.victim.example\u0000",
                    "\u0004\u0002\u0000\u0019\u00c0\u0000\u0002\u0009\u0000",
                    "\u0005\u0001\u0002\u0001\u0005alice\u0006secret\u0005\u0001\u0000\u0001\u00c0\u0000\u0002\u0009\u0000\u0019EHLO a",
                    "\u0005\u0001\u0000\u0005\u0001\u0000\u0003\u00ff",
                    "\u0004",
                    "\u0005",
                    "");

    private Words() {}

    static List<String> of(String folder) {
        return switch (folder) {
            case "smtp" -> SMTP;
            case "web" -> WEB;
            case "proxy", "mod-proxy", "router-proxy" -> PROXY;
            case "socks" -> SOCKS;
            default -> throw new IllegalArgumentException("no such trade: " + folder);
        };
    }
}
