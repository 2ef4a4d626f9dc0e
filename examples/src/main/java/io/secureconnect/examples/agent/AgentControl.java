package io.secureconnect.examples.agent;

import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.examples.console.Json;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What an agent answers on its control socket, always as one JSON object. */
public final class AgentControl {
    private static final String EXPLAIN = "explain ";

    private final Agent agent;

    public AgentControl(Agent agent) {
        this.agent = agent;
    }

    /** The request for an explanation about a peer, whatever its id holds. */
    public static String explain(String peer) {
        return EXPLAIN + URLEncoder.encode(peer, StandardCharsets.UTF_8);
    }

    /** Answers {@code status}, {@code suspend}, {@code resume} or {@link #explain}. */
    public String answer(String request) {
        try {
            if (request.startsWith(EXPLAIN)) {
                String peer = URLDecoder.decode(request.substring(EXPLAIN.length()), StandardCharsets.UTF_8);
                return Json.pretty(ExplanationJson.of(agent.explain(peer)));
            }
            switch (request) {
                case "suspend":
                    agent.suspend();
                    break;
                case "resume":
                    agent.resume();
                    break;
                case "status":
                    break;
                default:
                    return error(
                            "INVALID_INPUT", "'" + request + "': an agent knows status, explain, suspend and resume");
            }
            return Json.pretty(StatusJson.of(agent.status()));
        } catch (IllegalArgumentException e) {
            return error("INVALID_INPUT", String.valueOf(e.getMessage()));
        } catch (SecureConnectException e) {
            return error(e.code().name(), String.valueOf(e.getMessage()));
        }
    }

    private static String error(String code, String message) {
        return Json.line(Json.object("error", Json.object("code", code, "message", message)));
    }
}
