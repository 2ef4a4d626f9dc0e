package io.secureconnect.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.spi.IpsecBackend;
import io.secureconnect.spi.IpsecBackendProvider;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineOpeningTest {
    private final EngineFixture host = new EngineFixture();

    @Test
    void readsTheKernelAndWritesNothing() {
        host.engine();

        assertThat(host.backend.snapshots).isEqualTo(1);
        assertThat(host.backend.asked).isEmpty();
        assertThat(host.keying.opened)
                .as("nobody may hand out keys before there is a policy")
                .isZero();
    }

    @Test
    void leavesNothingOpenIfTheKernelCannotBeRead() {
        SecureConnectException denied =
                new SecureConnectException(ErrorCode.PERMISSION_DENIED, "run as root or with CAP_NET_ADMIN");
        host.backend.snapshotFailure = Optional.of(denied);

        assertThatThrownBy(host::engine).isSameAs(denied);
        assertThat(host.backend.closed).isEqualTo(1);
        assertThat(host.keying.closed).isEqualTo(1);
    }

    @Test
    void takesTheBackendThatIsMeantForThisSystem() {
        IpsecBackendProvider here = provider("here", true);

        assertThat(BackendDiscovery.among(List.of(provider("memory", false), here)))
                .isSameAs(here);
    }

    @Test
    void namesTheModulesToAddIfThereIsNone() {
        SecureConnectException none = catchThrowableOfType(
                SecureConnectException.class, () -> BackendDiscovery.among(List.of(provider("memory", false))));

        assertThat(none.code()).isEqualTo(ErrorCode.NO_IMPLEMENTATION);
        assertThat(none).hasMessageContainingAll("[memory]", "secureconnect-linux", "secureconnect-windows");
    }

    private static IpsecBackendProvider provider(String name, boolean supported) {
        return new IpsecBackendProvider() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean supportsThisSystem() {
                return supported;
            }

            @Override
            public IpsecBackend open() {
                return new FakeBackend();
            }
        };
    }
}
