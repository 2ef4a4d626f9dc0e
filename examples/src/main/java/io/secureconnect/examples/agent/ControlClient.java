package io.secureconnect.examples.agent;

import io.secureconnect.examples.console.CommandFailure;
import io.secureconnect.examples.console.ExitStatus;
import io.secureconnect.examples.console.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Speaks to the agent of a state directory. */
public final class ControlClient {
    private ControlClient() {}

    /** The agent's answer; empty if no agent runs there. */
    public static Optional<Map<?, ?>> ask(Path state, String request) {
        Path file = ControlSocket.of(state);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (SocketChannel agent = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
            agent.write(ByteBuffer.wrap((request + "\n").getBytes(StandardCharsets.US_ASCII)));
            Object answer = Json.parse(Channels.newInputStream(agent).readAllBytes());
            if (!(answer instanceof Map<?, ?> object)) {
                throw new IOException("the answer is no JSON object");
            }
            return Optional.of(checked(object));
        } catch (ConnectException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw CommandFailure.file(file, e, "look at the log of the agent");
        }
    }

    private static Map<?, ?> checked(Map<?, ?> answer) {
        if (answer.get("error") instanceof Map<?, ?> error) {
            throw new CommandFailure(
                    ExitStatus.KERNEL, String.valueOf(error.get("code")), String.valueOf(error.get("message")), null);
        }
        return answer;
    }
}
