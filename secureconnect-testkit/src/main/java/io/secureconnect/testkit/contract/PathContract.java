package io.secureconnect.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.Unprotect;
import io.secureconnect.spi.Protection;
import io.secureconnect.testkit.contract.BackendHarness.Ability;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Protected paths: in the kernel whole, once, and fail closed. */
interface PathContract extends BackendContract {
    @Test
    default void aFreshKernelHoldsNothingOfOurs() {
        assertThat(fixture().snapshot().paths()).isEmpty();
        assertThat(fixture().snapshot().incompletePaths()).isEmpty();
        assertThat(fixture().snapshot().exemptions()).isEmpty();
        assertThat(fixture().snapshot().incompleteExemptions()).isEmpty();
        assertThat(fixture().snapshot().sas()).isEmpty();
    }

    @Test
    default void aPathIsProtectedOnce() {
        for (AddressFamily family : fixture().families()) {
            for (Protection protection : Protection.values()) {
                HostPair path = fixture().harness.path(family, protection == Protection.ENCRYPT ? 0 : 1);
                fixture().applied(new Protect(path, protection));
                fixture().unchanged(new Protect(path, protection));
                assertThat(fixture().snapshot().paths()).containsEntry(path, protection);
            }
        }
        assertThat(fixture().snapshot().incompletePaths()).isEmpty();
        assertThat(fixture().snapshot().sas()).isEmpty();
    }

    @Test
    default void protectionIsSwitchedBothWays() {
        for (AddressFamily family : fixture().families()) {
            HostPair path = fixture().path(family);
            for (Protection protection :
                    List.of(Protection.ENCRYPT, Protection.DISCARD, Protection.ENCRYPT, Protection.DISCARD)) {
                fixture().applied(new Protect(path, protection));
                assertThat(fixture().snapshot().paths()).containsEntry(path, protection);
            }
        }
        assertThat(fixture().snapshot().incompletePaths()).isEmpty();
    }

    @Test
    default void aPathIsUnprotectedOnce() {
        for (AddressFamily family : fixture().families()) {
            for (Protection protection : Protection.values()) {
                HostPair path = fixture().path(family);
                fixture().protect(path, protection);
                fixture().applied(new Unprotect(path));
                fixture().unchanged(new Unprotect(path));
            }
        }
        assertThat(fixture().snapshot().paths()).isEmpty();
        assertThat(fixture().snapshot().incompletePaths()).isEmpty();
    }

    @Test
    default void pathsDoNotTouchOneAnother() {
        for (AddressFamily family : fixture().families()) {
            HostPair kept = fixture().harness.path(family, 0);
            HostPair gone = fixture().harness.path(family, 1);
            fixture().protect(kept, Protection.ENCRYPT);
            fixture().protect(gone, Protection.DISCARD);
            fixture().applied(new Unprotect(gone));
            assertThat(fixture().snapshot().paths())
                    .containsEntry(kept, Protection.ENCRYPT)
                    .doesNotContainKey(gone);
            fixture().applied(new Unprotect(kept));
        }
    }

    @Test
    default void noClearPacketPassesWhileAPathIsProtected() {
        fixture().needs(Ability.PACKETS);
        for (AddressFamily family : fixture().families()) {
            HostPair path = fixture().path(family);
            fixture().assertPasses(path, "before anything is protected");
            for (Protection protection : Protection.values()) {
                fixture().protect(path, protection);
                fixture().assertBlocked(path, "in clear under " + protection);
            }
            fixture().applied(new Unprotect(path));
            fixture().assertPasses(path, "after the path is unprotected");
        }
    }

    @Test
    default void noClearPacketPassesWhileProtectionIsSwitched() {
        fixture().needs(Ability.PACKETS);
        for (AddressFamily family : fixture().families()) {
            HostPair path = fixture().path(family);
            fixture().protect(path, Protection.DISCARD);
            for (Direction direction : Direction.values()) {
                long leaked = fixture().harness.deliveredDuring(path, direction, () -> {
                    for (int i = 0; i < 20; i++) {
                        fixture().applied(new Protect(path, Protection.ENCRYPT));
                        fixture().applied(new Protect(path, Protection.DISCARD));
                    }
                });
                assertThat(leaked)
                        .as("clear " + direction + " packets on " + path)
                        .isZero();
            }
        }
    }

    @Test
    default void aPathThatLostADirectionIsReportedIncompleteAndMadeWhole() {
        fixture().needs(Ability.SABOTAGE);
        for (AddressFamily family : fixture().families()) {
            HostPair path = fixture().path(family);
            for (Direction direction : Direction.values()) {
                for (Protection protection : Protection.values()) {
                    fixture().protect(path, protection);
                    fixture().harness.removeOurPolicy(TrafficSelector.of(path), direction);
                    assertThat(fixture().snapshot().paths()).doesNotContainKey(path);
                    assertThat(fixture().snapshot().incompletePaths()).containsExactly(path);

                    fixture().applied(new Protect(path, protection));
                    assertThat(fixture().snapshot().paths()).isEqualTo(Map.of(path, protection));
                    assertThat(fixture().snapshot().incompletePaths()).isEmpty();
                    fixture().applied(new Unprotect(path));
                }
            }
        }
    }

    @Test
    default void anIncompletePathIsRemovedWhole() {
        fixture().needs(Ability.SABOTAGE);
        for (AddressFamily family : fixture().families()) {
            for (Direction direction : Direction.values()) {
                HostPair path = fixture().path(family);
                fixture().protect(path, Protection.ENCRYPT);
                fixture().harness.removeOurPolicy(TrafficSelector.of(path), direction);
                fixture().applied(new Unprotect(path));
                assertThat(fixture().snapshot().incompletePaths()).isEmpty();
                fixture().unchanged(new Unprotect(path));
            }
        }
    }
}
