package io.secureconnect.linux.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Outside the guest nothing of the lab does anything. */
class GuestTest {
    private static final String NAME = "secureconnect-guest-test";

    @Test
    void noNamespaceIsMadeOutsideTheGuest() {
        assertThat(Guest.isHere()).isFalse();
        assertThatThrownBy(() -> NetworkNamespace.create(NAME))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("real-kernel-tests");
        assertThat(Path.of("/run/netns", NAME)).doesNotExist();
    }

    @Test
    void noScenarioBeginsOutsideTheGuest() {
        assertThatThrownBy(() -> new Lab("scenario")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new LabExtension().beforeAll(null)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void noThreadEntersANamespaceOutsideTheGuest() {
        assertThatThrownBy(() -> NamespaceThread.start(Path.of("/proc/self/ns/net"), () -> 1))
                .isInstanceOf(IllegalStateException.class);
    }
}
