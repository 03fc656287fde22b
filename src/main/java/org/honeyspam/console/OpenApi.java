package org.honeyspam.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Describes the JSON API, as OpenAPI 3.1, from the table of pages. */
final class OpenApi {
    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");
    private static final Map<String, String> TEXT = Map.of("type", "string");

    private OpenApi() {}

    static Map<String, Object> of(List<Routes.Route> routes, String version) {
        Map<String, Object> paths = new LinkedHashMap<>();
        for (Routes.Route route : routes) {
            List<Object> parameters = new ArrayList<>();
            Matcher names = NAME.matcher(route.apiPath());
            while (names.find()) {
                parameters.add(parameter(names.group(1), "path"));
            }
            route.parameters().forEach(name -> parameters.add(parameter(name, "query")));
            paths.put(
                    Answers.API + route.apiPath(),
                    Map.of("get", operation(route.summary(), parameters)));
        }
        paths.put(Answers.API + "/stream", stream());
        Map<String, Object> decisions = new LinkedHashMap<>();
        Object get = paths.get(Answers.API + "/decisions");
        if (get instanceof Map<?, ?> known) {
            known.forEach((key, value) -> decisions.put(String.valueOf(key), value));
        }
        decisions.put("post", decide());
        paths.put(Answers.API + "/decisions", decisions);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info", Map.of("title", "HoneySpam", "version", version));
        document.put("security", List.of(Map.of("token", List.of())));
        document.put("paths", paths);
        document.put(
                "components",
                Map.of(
                        "securitySchemes",
                        Map.of("token", Map.of("type", "http", "scheme", "bearer"))));
        return document;
    }

    private static Map<String, Object> stream() {
        List<Object> parameters = new ArrayList<>();
        for (String name :
                List.of("format", "after", "follow", "action", "service", "ip", "session")) {
            parameters.add(parameter(name, "query"));
        }
        return Map.of(
                "get",
                operation("Lines of the journal, as server-sent events or NDJSON", parameters));
    }

    private static Map<String, Object> parameter(String name, String in) {
        return Map.of("name", name, "in", in, "required", in.equals("path"), "schema", TEXT);
    }

    private static Map<String, Object> operation(String summary, List<Object> parameters) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("summary", summary);
        operation.put("parameters", parameters);
        operation.put("responses", responses("found"));
        return operation;
    }

    private static Map<String, Object> decide() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("action", Map.of("enum", List.of("add", "allow", "remove")));
        fields.put("network", TEXT);
        fields.put("reason", TEXT);
        fields.put("for", TEXT);
        Map<String, Object> schema =
                Map.of(
                        "type",
                        "object",
                        "required",
                        List.of("action", "network", "reason"),
                        "properties",
                        fields);
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put(
                "summary", "Lists a network by hand, lets it never be listed, or takes it back");
        operation.put(
                "requestBody",
                Map.of("content", Map.of("application/json", Map.of("schema", schema))));
        operation.put("responses", responses("decided"));
        return operation;
    }

    private static Map<String, Object> responses(String well) {
        Map<String, Object> responses = new LinkedHashMap<>();
        responses.put("200", Map.of("description", well));
        responses.put("400", Map.of("description", "asked wrong; `error` says why"));
        responses.put("401", Map.of("description", "no token, or not one that is known"));
        return responses;
    }
}
