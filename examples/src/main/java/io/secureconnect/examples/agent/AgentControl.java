package io.secureconnect.examples.agent;

import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.examples.console.Json;

/** What an agent answers on its control socket, always as one JSON object. */
public final class AgentControl {
    private final Agent agent;

    public AgentControl(Agent agent) {
        this.agent = agent;
    }

    /** Answers {@code status}, {@code suspend} or {@code resume}. */
    public String answer(String request) {
        try {
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
                    return error("INVALID_INPUT", "'" + request + "': an agent knows status, suspend and resume");
            }
            return Json.pretty(StatusJson.of(agent.status()));
        } catch (SecureConnectException e) {
            return error(e.code().name(), String.valueOf(e.getMessage()));
        }
    }

    private static String error(String code, String message) {
        return Json.line(Json.object("error", Json.object("code", code, "message", message)));
    }
}
