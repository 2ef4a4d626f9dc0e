package io.secureconnect.windows.fake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Rung V3: a native program of Windows, compiled with headers that are not ours, passes the same octets as Java does. It runs
 * under Wine against the same fake.
 */
@Tag("rung-V3")
@Tag("slow")
class WineTest {
    @Test
    void aProgramOfWindowsPassesWhatJavaPasses() {
        String windows = Wine.trace(NativeBuild.reference(), "port");
        FakeLibrary fake = FakeLibrary.load();
        Golden.compare("port-scenario.txt", "reference", windows);
        assertThat(fake.trace(() -> PortScenario.run(fake))).isEqualTo(windows);
    }

    @Test
    void aProgramOfWindowsPassesWhatTheBackendPasses() {
        String windows = BackendScenario.writes(Wine.trace(NativeBuild.reference(), "backend"));
        Golden.compare("backend-scenario.txt", "reference", windows);
        assertThat(BackendScenario.run()).isEqualTo(windows);
    }
}
