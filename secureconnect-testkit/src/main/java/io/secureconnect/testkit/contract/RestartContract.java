package io.secureconnect.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.ChildSa;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.spi.BackendChange.AddExemption;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.BackendChange.Unprotect;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.Exemption;
import io.secureconnect.spi.Protection;
import io.secureconnect.testkit.contract.BackendHarness.Ability;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The end of a backend changes nothing in the kernel, and the next one finds everything there. */
interface RestartContract extends BackendContract {
    @Test
    default void policiesOutliveTheirBackendAndAreKnownToTheNext() {
        for (AddressFamily family : fixture().families()) {
            fixture().applied(new AddExemption(Exemption.ike(family, 500)));
            fixture().protect(fixture().harness.path(family, 0), Protection.ENCRYPT);
            fixture().protect(fixture().harness.path(family, 1), Protection.DISCARD);
        }
        BackendSnapshot before = fixture().snapshot();
        fixture().reopen();
        BackendSnapshot after = fixture().snapshot();
        assertThat(after.paths()).isEqualTo(before.paths());
        assertThat(after.exemptions()).isEqualTo(before.exemptions());
        assertThat(after.incompletePaths()).isEmpty();
        assertThat(after.incompleteExemptions()).isEmpty();
        for (AddressFamily family : fixture().families()) {
            fixture().unchanged(new AddExemption(Exemption.ike(family, 500)));
            fixture().unchanged(new Protect(fixture().harness.path(family, 0), Protection.ENCRYPT));
            fixture().unchanged(new Protect(fixture().harness.path(family, 1), Protection.DISCARD));
        }
    }

    @Test
    default void aBlockOutlivesItsBackend() {
        fixture().needs(Ability.PACKETS);
        for (AddressFamily family : fixture().families()) {
            HostPair path = fixture().path(family);
            fixture().protect(path, Protection.ENCRYPT);
            fixture().reopen();
            fixture().assertBlocked(path, "after the backend was closed");
            fixture().applied(new Unprotect(path));
            fixture().assertPasses(path, "after the next backend unprotected the path");
        }
    }

    @Test
    default void sasOutliveTheirBackendAndAreNeverKeyedAgain() {
        fixture().needsEsp();
        for (AddressFamily family : fixture().espFamilies()) {
            HostPair path = fixture().path(family);
            fixture().protect(path, Protection.ENCRYPT);
            ChildSa child = fixture().child(path);
            fixture().install(child);
            List<SaId> before = fixture().saIds();
            fixture().reopen();
            assertThat(fixture().saIds()).isEqualTo(before);
            fixture().unchanged(new InstallSa(child.inbound()), new InstallSa(child.outbound()));
            fixture()
                    .applied(
                            new RemoveSa(child.outbound().id()),
                            new RemoveSa(child.inbound().id()));
        }
    }

    @Test
    default void aReservationThatACrashLeftIsFoundAndRemoved() {
        fixture().needsEsp();
        HostPair path = fixture().path(fixture().espFamilies().iterator().next());
        fixture().backend().reserveSpi(path);
        fixture().reopen();
        for (SaId larval : fixture().saIds()) {
            fixture().applied(new RemoveSa(larval));
        }
        assertThat(fixture().saIds()).isEmpty();
    }
}
