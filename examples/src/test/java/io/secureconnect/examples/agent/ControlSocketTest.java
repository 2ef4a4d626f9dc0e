package io.secureconnect.examples.agent;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.examples.console.CommandFailure;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ControlSocketTest {
    @TempDir
    private Path state;

    @Test
    void aRequestGetsItsAnswer() throws IOException {
        try (ControlSocket socket = ControlSocket.open(state, request -> "{\"asked\":\"" + request + "\"}")) {
            assertThat(ControlClient.ask(state, "status")).contains(Map.of("asked", "status"));
            assertThat(ControlClient.ask(state, "again")).contains(Map.of("asked", "again"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ControlSocket.of(state))))
                    .isEqualTo("rw-------");
        }
        assertThat(ControlSocket.of(state)).doesNotExist();
    }

    @Test
    void withoutAnAgentThereIsNoAnswer() throws IOException {
        assertThat(ControlClient.ask(state, "status")).isEmpty();
        Files.createFile(ControlSocket.of(state));
        assertThat(ControlClient.ask(state, "status"))
                .as("the file of a dead agent")
                .isEmpty();
    }

    @Test
    void theSocketOfADeadAgentIsReplaced() throws IOException {
        Files.createFile(ControlSocket.of(state));
        try (ControlSocket socket = ControlSocket.open(state, request -> "{}")) {
            assertThat(ControlClient.ask(state, "status")).contains(Map.of());
        }
    }

    @Test
    void anErrorOfTheAgentIsTheErrorOfTheCommand() {
        String error = "{\"error\":{\"code\":\"KERNEL_REFUSED\",\"message\":\"it said no\"}}";
        try (ControlSocket socket = ControlSocket.open(state, request -> error)) {
            assertThatThrownBy(() -> ControlClient.ask(state, "status"))
                    .isInstanceOfSatisfying(
                            CommandFailure.class, e -> assertThat(e.code()).isEqualTo("KERNEL_REFUSED"))
                    .hasMessage("it said no");
        }
    }

    @Test
    void endlessRequestsAreCutAndSilentClientsDoNotBlockOthers() throws IOException {
        try (ControlSocket socket = ControlSocket.open(state, request -> "{\"length\":" + request.length() + "}");
                SocketChannel silent = SocketChannel.open(UnixDomainSocketAddress.of(ControlSocket.of(state)));
                SocketChannel endless = SocketChannel.open(UnixDomainSocketAddress.of(ControlSocket.of(state)))) {
            endless.write(ByteBuffer.wrap("x".repeat(4096).getBytes(US_ASCII)));
            assertThat(new String(Channels.newInputStream(endless).readAllBytes(), US_ASCII))
                    .isEqualTo("{\"length\":4096}");
            assertThat(ControlClient.ask(state, "status")).contains(Map.of("length", 6L));
            assertThat(silent.isConnected()).isTrue();
        }
    }

    @Test
    void aPathTooLongForASocketIsRefusedWithTheRemedy() {
        assertThatThrownBy(() -> ControlSocket.open(state.resolve("x".repeat(120)), request -> "{}"))
                .hasMessageContaining("name a state directory with a shorter path");
    }
}
