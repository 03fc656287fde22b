package org.honeyspam.proxy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The head of a request to a proxy: request line and header fields (RFC 9112 section 3). */
final class RequestHead {
    static final String OLDEST = "0.9";

    final String method;
    final String target;
    final String version;
    private final List<Field> fields = new ArrayList<>();
    private long bodyBytes;
    private int number = 1;

    RequestHead(String method, String target, String version) {
        this.method = method;
        this.target = target;
        this.version = version;
    }

    /** Without a version there are no header fields (HTTP/0.9). */
    boolean isSimple() {
        return version.equals(OLDEST);
    }

    boolean is(String wanted) {
        return method.equals(wanted);
    }

    void add(String name, String value) {
        fields.add(new Field(name, value));
    }

    /** Says how long the body was that came with it. */
    void hadBody(long bytes) {
        bodyBytes = bytes;
    }

    long bodyBytes() {
        return bodyBytes;
    }

    /** Says that it is that many requests which came on the connection, with this one. */
    void comesAs(int count) {
        number = count;
    }

    int number() {
        return number;
    }

    List<Field> fields() {
        return fields;
    }

    boolean has(String name) {
        return fields.stream().anyMatch(field -> field.name().equalsIgnoreCase(name));
    }

    /** The first of that name; empty if there is none. */
    String said(String name) {
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                return field.value();
            }
        }
        return "";
    }

    /** All of that name, in the order they came. */
    List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .toList();
    }

    /** The items of a field that is a list, in lower case. */
    Set<String> items(String name) {
        Set<String> items = new HashSet<>();
        for (String value : all(name)) {
            for (String one : value.toLowerCase(Locale.ROOT).split(",", -1)) {
                items.add(one.strip());
            }
        }
        return items;
    }

    /** Whether a field that is a list has that item. */
    boolean lists(String name, String item) {
        return items(name).contains(item);
    }

    /** Whether the peer wants to send another request on this connection. */
    boolean keepsAlive() {
        boolean closes = lists("connection", "close") || lists("proxy-connection", "close");
        boolean keeps =
                lists("connection", "keep-alive") || lists("proxy-connection", "keep-alive");
        boolean lasting = version.compareTo("1.1") >= 0;
        return !closes && (lasting || keeps && !isSimple());
    }
}
