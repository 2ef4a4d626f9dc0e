package io.secureconnect.windows.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Platform;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What can be said without a Windows. */
class WindowsServicesTest {
    @Test
    void withoutABuildItIsWhatJavaKnows() {
        Assumptions.assumeFalse(Platform.isWindows());
        assertThat(WindowsBuild.ofThisHost())
                .isEqualTo(System.getProperty("os.name") + " " + System.getProperty("os.version"));
    }

    @Test
    void aBuildIsReadFromWhereWindowsPutsIt() {
        assertThat(WindowsBuild.of(FakeSystem.load().library())).endsWith(" (10.0.20348)");
    }

    @Test
    void nobodyCanTellWhereThereIsNoWindows() {
        Assumptions.assumeFalse(Platform.isWindows());
        assertThat(new WindowsServices().state("IKEEXT")).isEqualTo(ServiceState.UNKNOWN);
    }
}
