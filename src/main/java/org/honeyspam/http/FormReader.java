package org.honeyspam.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.util.ContentUtil;
import org.honeyspam.journal.JournalEvent.FormField;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is sent with a form, in whichever of the usual shapes. What is malformed is read as
 * far as it goes: the bytes themselves are kept elsewhere.
 */
public final class FormReader {
    /** What a method is called with stands in elements without others inside. */
    private static final Pattern XML_VALUE =
            Pattern.compile("<(methodName|string|value|name|i4|int|boolean|base64)>([^<]*)</");

    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern MULTIPART = Pattern.compile("(?i)multipart/form-data *;.*");

    private static final Pattern PARAMETER =
            Pattern.compile("(?i)[;\\s](name|filename)\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]*))");

    /**
     * Of a form within a form's part: RFC 7578 section 4.3 knows of one, and advises against it.
     */
    private static final int NESTED_MAX = 2;

    private FormReader() {}

    /** The fields of a body of that content type. */
    public static List<FormField> read(String type, byte[] body) {
        var fields = new FormFields();
        String kind = type.toLowerCase(Locale.ROOT);
        if (MULTIPART.matcher(type).matches()) {
            multipart(type, body, fields);
        } else if (kind.contains("json")) {
            json(body, fields);
        } else if (kind.contains("xml")) {
            xml(new String(body, ISO_8859_1), fields);
        } else if (!kind.startsWith("text/plain")) { // Many leave it out, or get it wrong.
            encoded(new String(body, ISO_8859_1), fields);
        }
        return fields.all();
    }

    /** WHATWG URL, application/x-www-form-urlencoded parsing. */
    private static void encoded(String body, FormFields fields) {
        for (int from = 0; from < body.length() && !fields.full(); ) {
            int next = body.indexOf('&', from);
            int end = next < 0 ? body.length() : next;
            int sign = body.indexOf('=', from);
            int equals = sign < 0 || sign > end ? end : sign;
            if (end > from) {
                String value = body.substring(Math.min(equals + 1, end), end);
                fields.add(decoded(body.substring(from, equals)), decoded(value));
            }
            from = end + 1;
        }
    }

    private static String decoded(String text) {
        var plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escape =
                    c == '%'
                            && i + 2 < text.length()
                            && HexFormat.isHexDigit(text.charAt(i + 1))
                            && HexFormat.isHexDigit(text.charAt(i + 2));
            if (escape) {
                c = (char) HexFormat.fromHexDigits(text, i + 1, i + 3);
                i += 2;
            } else if (c == '+') {
                c = ' ';
            }
            plain.append(c);
        }
        return plain.toString();
    }

    /** RFC 7578; a part is text unless it is called a file. */
    private static void multipart(String type, byte[] body, FormFields fields) {
        var config = MimeConfig.custom().setMaxLineLen(-1).setMaxHeaderLen(-1);
        var stream = new MimeTokenStream(config.setMaxHeaderCount(-1).build());
        try {
            stream.parseHeadless(new ByteArrayInputStream(body), type);
            String disposition = "";
            String partType = null;
            int nested = 0;
            for (EntityState s = stream.getState();
                    s != EntityState.T_END_OF_STREAM && !fields.full() && nested <= NESTED_MAX;
                    s = stream.next()) {
                switch (s) {
                    case T_START_MULTIPART -> nested++;
                    case T_END_MULTIPART -> nested--;
                    case T_START_HEADER -> {
                        disposition = "";
                        partType = null;
                    }
                    case T_FIELD -> {
                        String name = stream.getField().getName().toLowerCase(Locale.ROOT);
                        String line = ContentUtil.decode(ISO_8859_1, stream.getField().getRaw());
                        String value = line.substring(line.indexOf(':') + 1).strip();
                        disposition = name.equals("content-disposition") ? value : disposition;
                        partType = name.equals("content-type") ? value : partType;
                    }
                    case T_BODY -> {
                        byte[] content = stream.getInputStream().readAllBytes();
                        part(disposition, partType, content, fields);
                    }
                    default -> {}
                }
            }
        } catch (MimeException | IOException e) {
            return; // What was read so far stands.
        }
    }

    private static void part(
            String disposition, @Nullable String type, byte[] content, FormFields fields) {
        String name = "";
        String file = null;
        Matcher parameter = PARAMETER.matcher(disposition);
        while (parameter.find()) {
            String quoted = parameter.group(2);
            String value = quoted == null ? parameter.group(3) : quoted;
            if (parameter.group(1).equalsIgnoreCase("name")) {
                name = value;
            } else {
                file = value;
            }
        }
        if (file == null) {
            fields.add(name, new String(content, ISO_8859_1));
        } else {
            fields.addFile(name, file, type, content);
        }
    }

    /** Each value that is no list and no object, by the names that lead to it. */
    private static void json(byte[] body, FormFields fields) {
        try (JsonParser parser = JSON.createParser(body)) {
            for (JsonToken token = parser.nextToken();
                    token != null && !fields.full();
                    token = parser.nextToken()) {
                if (token.isScalarValue()) {
                    String path = parser.getParsingContext().pathAsPointer().toString();
                    fields.add(bytes(path.replaceFirst("^/", "")), bytes(parser.getText()));
                }
            }
        } catch (IOException e) {
            return; // What was read so far stands.
        }
    }

    /** The bytes that a text is in UTF-8, one character a byte. */
    private static String bytes(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    /** A call of XML-RPC; nothing of it is resolved. */
    private static void xml(String body, FormFields fields) {
        Matcher value = XML_VALUE.matcher(body);
        while (value.find() && !fields.full()) {
            fields.add(value.group(1), value.group(2));
        }
    }
}
