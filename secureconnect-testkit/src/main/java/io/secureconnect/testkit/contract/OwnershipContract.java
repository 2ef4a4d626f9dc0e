package io.secureconnect.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.AddressPrefix;
import io.secureconnect.api.sa.ChildSa;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.spi.BackendChange.AddExemption;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.RemoveExemption;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.BackendChange.Unprotect;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.Exemption;
import io.secureconnect.spi.ForeignPolicy;
import io.secureconnect.spi.Protection;
import io.secureconnect.testkit.contract.BackendHarness.Ability;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Objects of others: reported, never taken for ours, identical before and after. */
interface OwnershipContract extends BackendContract {
    Spi FOREIGN_SPI = new Spi(0x00f0_0001);

    @Test
    default void foreignObjectsAreTheSameBeforeAndAfter() {
        fixture().needs(Ability.FOREIGN_OBJECTS);
        boolean esp = !fixture().capabilities().proposals().isEmpty();
        for (AddressFamily family : fixture().families()) {
            HostPair path = fixture().path(family);
            fixture().harness.addForeignPolicy(network(path), Direction.OUTBOUND, false);
            fixture().harness.addForeignPolicy(network(path), Direction.INBOUND, false);
            if (esp && fixture().espFamilies().contains(family)) {
                fixture().harness.addForeignSa(path, Direction.OUTBOUND, FOREIGN_SPI);
            }
        }
        List<String> before = fixture().harness.foreignObjects();
        assertThat(before).isNotEmpty();

        for (AddressFamily family : fixture().families()) {
            HostPair path = fixture().path(family);
            Exemption exemption = Exemption.ike(family, 500);
            fixture().applied(new AddExemption(exemption), new Protect(path, Protection.DISCARD));
            fixture().applied(new Protect(path, Protection.ENCRYPT));
            if (esp && fixture().espFamilies().contains(family)) {
                installsBesideOrRefuses(path);
            }
            fixture().applied(new Unprotect(path), new RemoveExemption(exemption));
        }
        assertThat(fixture().harness.foreignObjects()).isEqualTo(before);
    }

    /** A backend may leave packets that others' IPsec has to them, and says so; either way nobody's object is touched. */
    private void installsBesideOrRefuses(HostPair path) {
        ChildSa child = fixture().child(path);
        ChangeResult first = fixture().apply(new InstallSa(child.inbound())).get(0);
        if (first.isFailed()) {
            assertThat(first.fault().orElseThrow().code()).isEqualTo(ErrorCode.FOREIGN_CONFLICT);
            assertThatThrownBy(() -> fixture().backend().reserveSpi(path))
                    .isInstanceOfSatisfying(
                            SecureConnectException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.FOREIGN_CONFLICT));
            assertThat(fixture().saIds()).isEmpty();
            assertThat(fixture().snapshot().paths()).containsEntry(path, Protection.ENCRYPT);
        } else {
            fixture().applied(new InstallSa(child.outbound()));
            fixture().backend().reserveSpi(path).close();
            fixture()
                    .applied(
                            new RemoveSa(child.outbound().id()),
                            new RemoveSa(child.inbound().id()));
        }
    }

    @Test
    default void foreignPoliciesAreReportedWithTheirPrecedence() {
        fixture().needs(Ability.FOREIGN_OBJECTS);
        for (AddressFamily family : fixture().families()) {
            HostPair path = fixture().path(family);
            fixture().harness.addForeignPolicy(network(path), Direction.OUTBOUND, false);
            fixture().harness.addForeignPolicy(network(path), Direction.INBOUND, true);
            List<ForeignPolicy> reported = fixture().snapshot().foreignPolicies().stream()
                    .filter(foreign -> foreign.covers(path))
                    .toList();
            assertThat(reported).hasSize(2).allSatisfy(foreign -> {
                assertThat(foreign.local()).isEqualTo(network(path).local());
                assertThat(foreign.remote()).isEqualTo(network(path).remote());
                assertThat(foreign.precedes()).isEqualTo(foreign.direction() == Direction.INBOUND);
                assertThat(foreign.description()).isNotBlank();
            });
            assertThat(reported)
                    .extracting(ForeignPolicy::direction)
                    .containsExactlyInAnyOrder(Direction.INBOUND, Direction.OUTBOUND);
        }
    }

    @Test
    default void foreignObjectsAreNotTakenForOurs() {
        fixture().needs(Ability.FOREIGN_OBJECTS);
        boolean esp = !fixture().capabilities().proposals().isEmpty();
        for (AddressFamily family : fixture().families()) {
            HostPair path = fixture().path(family);
            fixture().harness.addForeignPolicy(TrafficSelector.of(path), Direction.OUTBOUND, true);
            fixture().harness.addForeignPolicy(TrafficSelector.of(path), Direction.INBOUND, true);
            if (esp && fixture().espFamilies().contains(family)) {
                fixture().harness.addForeignSa(path, Direction.INBOUND, FOREIGN_SPI);
            }
            fixture().unchanged(new Unprotect(path));
        }
        assertThat(fixture().snapshot().paths()).isEmpty();
        assertThat(fixture().snapshot().incompletePaths()).isEmpty();
        assertThat(fixture().snapshot().exemptions()).isEmpty();
        assertThat(fixture().snapshot().incompleteExemptions()).isEmpty();
        assertThat(fixture().snapshot().sas()).isEmpty();
    }

    @Test
    default void aForeignPolicyOfTheSameSelectorIsNeverReplaced() {
        fixture().needs(Ability.FOREIGN_OBJECTS);
        for (AddressFamily family : fixture().families()) {
            for (Direction direction : Direction.values()) {
                HostPair path = fixture().harness.path(family, direction == Direction.INBOUND ? 0 : 1);
                fixture().harness.addForeignPolicy(TrafficSelector.of(path), direction, false);
                List<String> before = fixture().harness.foreignObjects();

                ChangeResult result =
                        fixture().apply(new Protect(path, Protection.DISCARD)).get(0);
                if (result.isFailed()) {
                    assertThat(result.fault().orElseThrow().code()).isEqualTo(ErrorCode.FOREIGN_CONFLICT);
                    assertThat(fixture().snapshot().paths()).doesNotContainKey(path);
                    assertThat(fixture().snapshot().incompletePaths())
                            .as("a change that failed leaves the kernel as it was")
                            .doesNotContain(path);
                } else {
                    assertThat(fixture().snapshot().paths()).containsEntry(path, Protection.DISCARD);
                }
                assertThat(fixture().harness.foreignObjects()).isEqualTo(before);
            }
        }
    }

    @Test
    default void anSpiOfSomebodyElseIsInUseAndStays() {
        fixture().needs(Ability.FOREIGN_OBJECTS);
        fixture().needsEsp();
        for (AddressFamily family : fixture().espFamilies()) {
            HostPair path = fixture().path(family);
            fixture().harness.addForeignSa(path, Direction.INBOUND, FOREIGN_SPI);
            List<String> before = fixture().harness.foreignObjects();
            ChildSa clash =
                    fixture().children.child(path, FOREIGN_SPI, fixture().parameters());
            ChangeResult refused =
                    fixture().apply(new InstallSa(clash.inbound())).get(0);
            assertThat(refused.fault().orElseThrow().code()).isIn(ErrorCode.SPI_IN_USE, ErrorCode.FOREIGN_CONFLICT);
            fixture().unchanged(new RemoveSa(clash.inbound().id()));
            assertThat(fixture().saIds()).isEmpty();
            assertThat(fixture().harness.foreignObjects()).isEqualTo(before);
        }
    }

    /** The /24 or /64 of the peer, from this host's address. */
    private static TrafficSelector network(HostPair path) {
        byte[] octets = path.remote().octets();
        int length = path.family() == AddressFamily.IPV4 ? 24 : 64;
        for (int i = length / 8; i < octets.length; i++) {
            octets[i] = 0;
        }
        return TrafficSelector.builder()
                .local(AddressPrefix.of(path.local()))
                .remote(new AddressPrefix(IpAddress.of(octets), length))
                .build();
    }
}
