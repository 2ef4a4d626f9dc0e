package io.secureconnect.examples.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.examples.console.Palette;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.Protection;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.testkit.kernel.MemoryBackend;
import io.secureconnect.testkit.kernel.MemoryKernel;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KernelLookTest {
    private static final HostPair WAITING = HostPair.of("10.0.0.1", "10.0.0.2");
    private static final HostPair BLOCKED = HostPair.of("10.0.0.1", "10.0.0.3");

    private final MemoryKernel kernel = MemoryKernel.named("host");

    private Map<?, ?> look() {
        try (MemoryBackend backend = new MemoryBackend(kernel)) {
            return KernelLook.of(backend);
        }
    }

    @Test
    void anEmptyKernelIsHealthy() {
        Map<?, ?> status = look();
        assertThat((List<?>) status.get("paths")).isEmpty();
        assertThat(new StatusTable(status).isHealthy()).isTrue();
    }

    @Test
    void pathsThatWaitForKeysAreAFindingAndBlockedOnesAreNot() {
        try (MemoryBackend backend = new MemoryBackend(kernel)) {
            backend.apply(List.of(new BackendChange.Protect(BLOCKED, Protection.DISCARD)));
            assertThat(new StatusTable(look()).isHealthy()).isTrue();
            backend.apply(List.of(new BackendChange.Protect(WAITING, Protection.ENCRYPT)));
            assertThat(new StatusTable(look()).isHealthy()).isFalse();
        }
        assertThat((List<?>) look().get("paths"))
                .extracting(path -> String.valueOf(((Map<?, ?>) path).get("state")))
                .containsExactly("WAITING_FOR_KEYS", "BLOCKED");
    }

    @Test
    void lookingChangesNothingAndCountersAreThoseThatCounted() {
        try (MemoryBackend backend = new MemoryBackend(kernel)) {
            backend.apply(List.of(new BackendChange.Protect(BLOCKED, Protection.DISCARD)));
        }
        kernel.send(IpPacket.echoRequest(BLOCKED.local(), BLOCKED.remote()));
        List<String> before = kernel.dump();
        assertThat(look().get("counters")).isEqualTo(Map.of("XfrmOutPolBlock", 1L));
        assertThat(kernel.dump()).isEqualTo(before);
    }

    @Test
    void theTableSaysThatNoAgentRuns() {
        try (MemoryBackend backend = new MemoryBackend(kernel)) {
            backend.apply(List.of(new BackendChange.Protect(BLOCKED, Protection.DISCARD)));
        }
        StringWriter text = new StringWriter();
        new StatusTable(look()).print(new PrintWriter(text), Palette.PLAIN, false);
        assertThat(text.toString().lines())
                .containsExactly(
                        "no agent runs; this is what the kernel holds, on in-memory kernel",
                        "PEER  LOCAL     REMOTE    STATE    SUITE  IN  OUT  NOTE",
                        "-     10.0.0.1  10.0.0.3  BLOCKED  -      -   -    -");
    }
}
