package org.honeyspam.console;

import io.helidon.http.HeaderNames;
import io.helidon.http.SetCookie;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import org.honeyspam.console.access.Doorkeeper;
import org.honeyspam.console.page.Ask;
import org.honeyspam.console.page.Found;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where one logs in, and out again. */
public final class LoginPages {
    private static final Logger LOG = LoggerFactory.getLogger(LoginPages.class);

    private final Doorkeeper doorkeeper;
    private final Answers answers;
    private final boolean secure;

    /** What the page shows; {@code wrong} is empty at first. */
    public record Model(String wrong, boolean hasToken, boolean hasUsers) {}

    LoginPages(Doorkeeper doorkeeper, Answers answers, boolean secure) {
        this.doorkeeper = doorkeeper;
        this.answers = answers;
        this.secure = secure;
    }

    /** The form; or, with the token in the address, what comes behind it. */
    void show(ServerRequest request, ServerResponse response) {
        String token = request.query().first("token").orElse("");
        if (token.isEmpty()) {
            page("", Status.OK_200, request, response);
        } else {
            enter(Map.of("token", token), request, response);
        }
    }

    void logIn(ServerRequest request, ServerResponse response) {
        try {
            enter(Form.read(request), request, response);
        } catch (Ask.Wrong e) {
            page(String.valueOf(e.getMessage()), Status.BAD_REQUEST_400, request, response);
        }
    }

    private void enter(Map<String, String> fields, ServerRequest request, ServerResponse response) {
        InetAddress source = Gate.source(request);
        String token = fields.getOrDefault("token", "").strip();
        try {
            String session =
                    token.isEmpty()
                            ? doorkeeper.logIn(
                                    fields.getOrDefault("name", "").strip(),
                                    fields.getOrDefault("password", "").toCharArray(),
                                    source)
                            : doorkeeper.logInByToken(token, source);
            response.headers().addCookie(cookie(session).build());
            response.status(Status.SEE_OTHER_303).header(HeaderNames.LOCATION, "/").send();
        } catch (Doorkeeper.Refused e) {
            page(String.valueOf(e.getMessage()), Status.FORBIDDEN_403, request, response);
        } catch (IOException e) {
            LOG.error("Nobody can be let into the console: {}", e.getMessage());
            page("nobody can be let in now", Status.SERVICE_UNAVAILABLE_503, request, response);
        }
    }

    void logOut(ServerRequest request, ServerResponse response) {
        answers.guarded(
                request,
                response,
                ask -> {
                    String session = Gate.session(request);
                    if (session != null) {
                        doorkeeper.logOut(session, Gate.source(request));
                    }
                    response.headers().addCookie(cookie("").maxAge(Duration.ZERO).build());
                    response.status(Status.SEE_OTHER_303);
                    response.header(HeaderNames.LOCATION, "/login").send();
                });
    }

    private SetCookie.Builder cookie(String session) {
        return SetCookie.builder(Gate.COOKIE, session)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite(SetCookie.SameSite.STRICT);
    }

    private void page(String wrong, Status status, ServerRequest request, ServerResponse response) {
        var model = new Model(wrong, doorkeeper.token() != null, doorkeeper.hasUsers());
        answers.page(
                new Found("login.jte", "Log in", model), request, response, status, null, null);
    }
}
