package io.secureconnect.windows.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Platform;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What can be said without a Windows. */
class WindowsServicesTest {
    @Test
    void nobodyCanTellWhereThereIsNoWindows() {
        Assumptions.assumeFalse(Platform.isWindows());
        assertThat(new WindowsServices().state("IKEEXT")).isEqualTo(ServiceState.UNKNOWN);
    }
}
