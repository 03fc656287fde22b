package org.honeyspam.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Writes sessions by chance: commands right and wrong, in and out of order. The same seed gives the
 * same session for ever; no session sends so many of one kind that a product loses its patience.
 */
final class Generator {
    private static final int COMMANDS_MAX = 14;
    private static final int HELLOS_MAX = 2;
    private static final int LOOKUPS_MAX = 3;
    private static final int OTHERS_MAX = 6;
    private static final int SCRAMBLED_MAX = 8;

    private final SplittableRandom dice;
    private final List<Send> sends = new ArrayList<>();
    private int hellos;
    private int lookups;
    private int others;

    private Generator(long seed) {
        this.dice = new SplittableRandom(seed);
    }

    static Script script(int seed) {
        var generator = new Generator(seed);
        if (generator.dice.nextInt(8) > 0) {
            generator.hello();
        }
        int count = 6 + generator.dice.nextInt(COMMANDS_MAX - 6);
        while (generator.sends.size() < count) {
            generator.command();
        }
        generator.send("QUIT", "");
        return new Script("generated: " + seed, false, false, generator.sends);
    }

    private void command() {
        switch (dice.nextInt(16)) {
            case 0 -> hello();
            case 1, 2, 3 -> send(word("MAIL"), from());
            case 4, 5, 6, 7, 8 -> send(word("RCPT"), to());
            case 9, 10 -> text();
            case 11 -> send(word("RSET"), one("", "", " now"));
            case 12 -> lookup();
            case 13 -> send(word("HELP"), one("", " mail", " RCPT", " nothing", " Data now"));
            case 14 -> send(word("NOOP"), one("", " a", " \t b "));
            default -> other();
        }
    }

    private void hello() {
        if (hellos++ < HELLOS_MAX) {
            String name =
                    one(
                            "client.example",
                            "[192.0.2.1]",
                            "a_b",
                            "",
                            "a b",
                            "-",
                            "x@y",
                            "[",
                            "a.",
                            "1");
            send(word(one("HELO", "EHLO", "EHLO")), name.isEmpty() ? "" : " " + name);
        }
    }

    private void lookup() {
        if (lookups++ < LOOKUPS_MAX) {
            String verb = one("VRFY", "EXPN", "VRFY");
            send(
                    word(verb),
                    one("", " ") + one("root", "nobody1", address(), "<" + address() + ">"));
        }
    }

    private void other() {
        if (others++ < OTHERS_MAX) {
            send(
                    one(
                            "FOO", "VERB", "TURN", "SEND", "XCLIENT", "HELOO", "MAI", "AUTH", "QUI",
                            "..."),
                    one("", " ", " x", " FROM:<a@b.example>", " NAME=x"));
        }
    }

    private void text() {
        send(word("DATA"), one("", "", " x"));
        String line = one("", "Subject: x\r\n", "..dots\r\n", "a\r\n.b\r\n\r\nc\r\n");
        sends.add(Send.message(line + ".\r\n"));
    }

    private String from() {
        String colon = one(":", ":", ":", ":", ": ", " :", "");
        return one(" FROM", " FROM", " FROM", " from", " TO", "  FROM")
                + colon
                + path()
                + one("", "", "", "", parameter(), parameter() + parameter());
    }

    private String to() {
        String colon = one(":", ":", ":", ":", ": ", " :", "");
        return one(" TO", " TO", " TO", " To", " FROM", "")
                + colon
                + path()
                + one("", "", notice());
    }

    private String path() {
        String address = address();
        return switch (dice.nextInt(14)) {
            case 0 -> address;
            case 1 -> "<" + address;
            case 2 -> address + ">";
            case 3 -> "<<" + address + ">>";
            case 4 -> "< " + address + " >";
            case 5 -> "<@one.example,@two.example:" + address + ">";
            case 6 -> scramble();
            case 7 -> "<" + scramble() + "@host.example>";
            default -> "<" + address + ">";
        };
    }

    /** What means something in an address, in no order at all. */
    private String scramble() {
        var text = new StringBuilder();
        for (int left = 1 + dice.nextInt(SCRAMBLED_MAX); left > 0; left--) {
            text.append(
                    one(
                            "a",
                            "b",
                            "b",
                            "c.example",
                            ".",
                            "@",
                            "<",
                            ">",
                            "\"",
                            "\\",
                            "(",
                            ")",
                            "[",
                            "]",
                            ",",
                            ":",
                            ";",
                            "%",
                            "!",
                            "+",
                            " ",
                            "\t",
                            "/",
                            "|",
                            "'",
                            "=",
                            "\u00e9"));
        }
        return text.toString();
    }

    private String address() {
        String local =
                one(
                        "user",
                        "user",
                        "user",
                        "User.Name",
                        "a+b",
                        "a%b.example",
                        "b.example!a",
                        "\"a b\"",
                        "\"a@b\"",
                        "",
                        ".a",
                        "a.",
                        "a..b",
                        "a b",
                        "(c)a",
                        "a(c)",
                        "a\"b",
                        "\\a",
                        "a\\@b",
                        "|prog",
                        "/file",
                        "a;b",
                        "a:b",
                        "a,b",
                        "root",
                        "postmaster");
        String domain =
                one(
                        "@host.example",
                        "@host.example",
                        "@host.example",
                        "@Host.Example",
                        "@[192.0.2.1]",
                        "@[IPv6:::1]",
                        "@192.0.2.1",
                        "@",
                        "",
                        "@host..example",
                        "@.example",
                        "@example.",
                        "@a_b.example",
                        "@-a.example",
                        "@a@b.example",
                        "@[",
                        "@nodots",
                        "@mail.one.example");
        return local + domain;
    }

    private String parameter() {
        return " "
                + one(
                        "SIZE=100",
                        "SIZE=99999999",
                        "SIZE",
                        "SIZE=x",
                        "SIZE=-1",
                        "size=5",
                        "BODY=8BITMIME",
                        "BODY=7bit",
                        "BODY=X",
                        "BODY",
                        "RET=FULL",
                        "RET=HDRS",
                        "RET=X",
                        "RET",
                        "ENVID=abc",
                        "ENVID=a+",
                        "ENVID=+41",
                        "ENVID",
                        "AUTH=<>",
                        "AUTH=a@b",
                        "AUTH",
                        "SMTPUTF8",
                        "FOO",
                        "FOO=BAR",
                        "=",
                        "=x",
                        "BY=10;R",
                        "NOTIFY=NEVER");
    }

    private String notice() {
        return " "
                + one(
                        "NOTIFY=NEVER",
                        "NOTIFY=SUCCESS,FAILURE",
                        "NOTIFY=X",
                        "NOTIFY=",
                        "NOTIFY",
                        "NOTIFY=NEVER,DELAY",
                        "ORCPT=rfc822;a@b",
                        "ORCPT=a",
                        "ORCPT=rfc822;a+b",
                        "ORCPT",
                        "FOO=1",
                        "SIZE=1");
    }

    private void send(String word, String rest) {
        sends.add(Send.line(word + rest));
    }

    /** As it is, or spelled in small letters. */
    private String word(String word) {
        return switch (dice.nextInt(10)) {
            case 0 -> word.toLowerCase(java.util.Locale.ROOT);
            case 1 -> word.charAt(0) + word.substring(1).toLowerCase(java.util.Locale.ROOT);
            default -> word;
        };
    }

    private String one(String... alternatives) {
        return alternatives[dice.nextInt(alternatives.length)];
    }
}
