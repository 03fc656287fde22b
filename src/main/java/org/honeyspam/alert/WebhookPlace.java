package org.honeyspam.alert;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.honeyspam.config.Alerts.Webhook;

/** Tells it by a POST of JSON to one URL, and follows nothing that comes back. */
final class WebhookPlace implements Place {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(10);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(20);
    private static final JsonMapper JSON = new JsonMapper();

    private final Webhook settings;

    WebhookPlace(Webhook settings) {
        this.settings = settings;
    }

    @Override
    public String way() {
        return "webhook";
    }

    /** Without its path, which is often all that one has to know to write there. */
    @Override
    public String where() {
        return settings.url().getScheme() + "://" + settings.url().getAuthority();
    }

    @Override
    public void tell(Notice notice) throws IOException {
        HttpRequest request = request(notice);
        HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1) // What every receiver speaks.
                        .connectTimeout(CONNECT_MAX)
                        .followRedirects(Redirect.NEVER)
                        .proxy(HttpClient.Builder.NO_PROXY)
                        .build();
        try (client) {
            HttpResponse<Void> answer = client.send(request, BodyHandlers.discarding());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException("it answers %d".formatted(answer.statusCode()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("it took too long", e);
        } finally {
            client.shutdownNow();
        }
    }

    private HttpRequest request(Notice notice) throws IOException {
        var request =
                HttpRequest.newBuilder(settings.url())
                        .timeout(ANSWER_MAX)
                        .header("Content-Type", "application/json")
                        .header("User-Agent", "HoneySpam")
                        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(notice.fields())));
        String token = Secrets.read(settings.tokenFile());
        if (token != null && !token.matches("[!-~]+")) {
            throw new IOException(settings.tokenFile() + " holds no token");
        }
        return (token == null ? request : request.header("Authorization", "Bearer " + token))
                .build();
    }
}
