package io.secureconnect.linux.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import org.junit.jupiter.api.Test;

/** Opening and closing. */
class LinuxBackendTest extends BackendOnTwin {
    @Test
    void aProcessWithoutTheRightIsToldAtOnceWhichOneItLacks() {
        kernel.denied = true;

        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        SecureConnectException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PERMISSION_DENIED))
                .hasMessageContaining("CAP_NET_ADMIN");
        assertThat(kernel.isClosed()).isTrue();
    }

    @Test
    void aClosedBackendSaysSo() {
        backend.close();
        backend.close();

        assertThatThrownBy(backend::snapshot)
                .isInstanceOfSatisfying(
                        SecureConnectException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSED));
    }
}
