package org.honeyspam.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.honeyspam.console.page.Ask;

/** What was sent: a form's fields, or an object of JSON. */
final class Form {
    private static final JsonMapper JSON = new JsonMapper();

    private Form() {}

    static Map<String, String> read(ServerRequest request) throws Ask.Wrong {
        String text = request.content().hasEntity() ? request.content().as(String.class) : "";
        String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        return type.startsWith("application/json") ? json(text) : fields(text);
    }

    private static Map<String, String> json(String text) throws Ask.Wrong {
        Map<String, String> fields = new LinkedHashMap<>();
        try {
            JsonNode object = JSON.readTree(text);
            if (object == null || !object.isObject()) {
                throw Ask.Wrong.request("this is no object of JSON");
            }
            object.properties().forEach(e -> fields.put(e.getKey(), e.getValue().asText()));
        } catch (JsonProcessingException e) {
            throw Ask.Wrong.request("this is not JSON");
        }
        return fields;
    }

    /** As browsers send it, and as it stands behind a question mark. */
    static Map<String, String> fields(String text) throws Ask.Wrong {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : text.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(
                        decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) throws Ask.Wrong {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            throw Ask.Wrong.request("a field is not encoded as forms are");
        }
    }
}
