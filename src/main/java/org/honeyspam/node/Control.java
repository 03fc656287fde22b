package org.honeyspam.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.honeyspam.health.Status;
import org.honeyspam.jail.Hold;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a running node is told to do through its control socket, and the asking of it. A question is
 * a word or {@code {"command": "word"}} with what belongs to it; the answer is JSON, with {@code
 * error} if there is none.
 */
public final class Control {
    private static final Logger LOG = LoggerFactory.getLogger(Control.class);
    private static final String STATUS = "status";
    private static final String SECURITY = "security";
    private static final String RELOAD = "reload";
    private static final String REPLAY = "replay";
    private static final String COMMAND = "command";
    private static final String ERROR = "error";
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // Of another age.
                    .build();

    private final Map<String, Function<JsonNode, Object>> commands;

    Control(Map<String, Function<JsonNode, Object>> commands) {
        this.commands = Map.copyOf(commands);
    }

    /** What can be asked of a node. */
    static Control of(Node node) {
        ReplayDesk replays = node.replays();
        return new Control(
                Map.of(
                        STATUS,
                        _ -> node.status(),
                        SECURITY,
                        _ -> node.security(),
                        RELOAD,
                        _ -> node.reload(),
                        REPLAY,
                        replays::answer));
    }

    /** The answer to a question, whatever it is. */
    String answer(String question) {
        JsonNode asked = read(question.strip());
        String word = asked.path(COMMAND).asText();
        Function<JsonNode, Object> command = commands.get(word);
        if (command == null) {
            return said(
                    Map.of(
                            ERROR,
                            "there are only the commands " + new TreeSet<>(commands.keySet())));
        }
        try {
            return said(command.apply(asked));
        } catch (RuntimeException e) { // Our bug, told to both.
            LOG.error("The command {} failed", word, e);
            return said(Map.of(ERROR, "a fault of the program, see its log"));
        }
    }

    private static JsonNode read(String question) {
        if (!question.startsWith("{")) {
            return JSON.createObjectNode().put(COMMAND, question);
        }
        try {
            return JSON.readTree(question);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    private static String said(Object answer) {
        try {
            return JSON.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that is no JSON", e);
        }
    }

    /**
     * How the node is that runs on a data folder.
     *
     * @throws ControlSocket.NobodyThere if none runs
     */
    public static Status status(DataFolder data) throws IOException {
        return JSON.treeToValue(ask(data, STATUS), Status.class);
    }

    /**
     * What the node that runs on a data folder gave up.
     *
     * @throws ControlSocket.NobodyThere if none runs
     */
    public static List<Hold> security(DataFolder data) throws IOException {
        return List.of(JSON.treeToValue(ask(data, SECURITY), Hold[].class));
    }

    /**
     * Has the node that runs on a data folder read its configuration again.
     *
     * @throws ControlSocket.NobodyThere if none runs
     */
    public static Reload reload(DataFolder data) throws IOException {
        return JSON.treeToValue(ask(data, RELOAD), Reload.class);
    }

    /**
     * Hands a piece of a replay to the node that runs on a data folder.
     *
     * @throws ControlSocket.NobodyThere if none runs
     */
    static JsonNode replay(DataFolder data, ObjectNode piece) throws IOException {
        return ask(data, JSON.writeValueAsString(piece.put(COMMAND, REPLAY)));
    }

    private static JsonNode ask(DataFolder data, String word) throws IOException {
        JsonNode answer;
        try {
            answer = JSON.readTree(ControlSocket.ask(data.control(), word));
        } catch (JsonProcessingException e) {
            throw new IOException("the node gives no answer that makes sense", e);
        }
        if (answer.has(ERROR)) {
            throw new IOException("the node says: " + answer.get(ERROR).asText());
        }
        return answer;
    }
}
