package org.honeyspam.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** A program that asks a console, with fields of its own in the header. */
final class Client {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final String token;

    /**
     * @param console its address, with the token in it
     */
    Client(URI console) {
        this.base = console.resolve("/");
        this.token = console.getQuery() == null ? "" : console.getQuery().replace("token=", "");
    }

    URI base() {
        return base;
    }

    String token() {
        return token;
    }

    /** Asks with the token. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, "", "Authorization", "Bearer " + token);
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** Asks with these fields, names and values in turn; without the token. */
    HttpResponse<String> send(String method, String path, String body, String... fields)
            throws IOException, InterruptedException {
        return http.send(request(method, path, body, fields), BodyHandlers.ofString());
    }

    byte[] bytes(String path) throws IOException, InterruptedException {
        var request = request("GET", path, "", "Authorization", "Bearer " + token);
        return http.send(request, BodyHandlers.ofByteArray()).body();
    }

    HttpRequest request(String method, String path, String body, String... fields) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path))
                        .timeout(PATIENCE)
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        return fields.length == 0 ? request.build() : request.headers(fields).build();
    }

    /** Logs in as a browser does; returns its cookie. */
    String cookie() throws IOException, InterruptedException {
        HttpResponse<String> answer = send("GET", "/login?token=" + token, "");
        List<String> cookies = answer.headers().allValues("Set-Cookie");
        return cookies.getFirst().replaceFirst(";.*", "");
    }
}
