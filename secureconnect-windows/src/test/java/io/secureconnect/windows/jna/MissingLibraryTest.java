package io.secureconnect.windows.jna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.jna.Platform;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.windows.abi.NativeArena;
import io.secureconnect.windows.wfp.DisplayData;
import io.secureconnect.windows.wfp.Session;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is said where there is no filter engine to speak to. */
class MissingLibraryTest {
    private static final Session SESSION = Session.named(DisplayData.of("test", ""), 0);

    @Test
    void anotherSystemHasNoSuchLibrary() {
        assumeThat(Platform.isWindows()).isFalse();
        assertThatThrownBy(() -> Fwpuclnt.ofThisHost().open(SESSION))
                .isInstanceOfSatisfying(
                        SecureConnectException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IPSEC_UNAVAILABLE))
                .hasMessageStartingWith("fwpuclnt cannot be loaded; it comes with Windows Vista");
        assertThatThrownBy(() -> Iphlpapi.ofThisHost().towards(IpAddress.parse("192.0.2.1")))
                .hasMessageStartingWith("iphlpapi cannot be loaded");
    }

    @Test
    void aLibraryWithoutTheFunctionIsNamedWithTheWindowsThatHasIt() {
        Path other = someLibrary();
        assertThatThrownBy(() -> Fwpuclnt.at(other, NativeArena::new).open(SESSION))
                .isInstanceOfSatisfying(
                        SecureConnectException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CAPABILITY_MISSING))
                .hasMessage(other.toAbsolutePath()
                        + " has no FwpmEngineOpen0, which needs Windows Vista and Windows Server" + " 2008 or newer");
    }

    /** One of the JDK's. */
    private static Path someLibrary() {
        return Path.of(
                System.getProperty("java.home"), Platform.isWindows() ? "bin" : "lib", System.mapLibraryName("zip"));
    }
}
