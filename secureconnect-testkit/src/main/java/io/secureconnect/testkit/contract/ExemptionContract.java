package io.secureconnect.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.AddressPrefix;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpProtocol;
import io.secureconnect.api.sa.PortRange;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.spi.BackendChange.AddExemption;
import io.secureconnect.spi.BackendChange.RemoveExemption;
import io.secureconnect.spi.Exemption;
import io.secureconnect.spi.Protection;
import io.secureconnect.testkit.contract.BackendHarness.Ability;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Exemptions: clear by name, and nothing beside them. They are compared by selector: a kernel need not keep the name that
 * people gave them.
 */
interface ExemptionContract extends BackendContract {
    int EXEMPT_PORT = 40_022;

    @Test
    default void everyFormOfExemptionIsAddedOnceAndComesBackInTheSnapshot() {
        List<Exemption> all = new ArrayList<>();
        for (AddressFamily family : fixture().families()) {
            all.add(Exemption.ike(family, 500));
            all.add(Exemption.ike(family, 4500));
            all.add(failsafe(family));
            all.add(toOnePeer(fixture().path(family)));
        }
        if (fixture().families().contains(AddressFamily.IPV6)) {
            all.addAll(Exemption.neighborDiscovery());
        }
        for (Exemption exemption : all) {
            fixture().applied(new AddExemption(exemption));
            fixture().unchanged(new AddExemption(exemption));
        }
        assertThat(selectors(fixture().snapshot().exemptions())).isEqualTo(selectors(all));
        assertThat(fixture().snapshot().incompleteExemptions()).isEmpty();
        assertThat(fixture().snapshot().paths()).isEmpty();
    }

    @Test
    default void anExemptionIsRemovedOnce() {
        for (AddressFamily family : fixture().families()) {
            Exemption kept = Exemption.ike(family, 500);
            Exemption gone = failsafe(family);
            fixture().applied(new AddExemption(kept), new AddExemption(gone));
            fixture().applied(new RemoveExemption(gone));
            fixture().unchanged(new RemoveExemption(gone));
            assertThat(selectors(fixture().snapshot().exemptions())).isEqualTo(Set.of(kept.selector()));
            fixture().applied(new RemoveExemption(kept));
        }
    }

    @Test
    default void exemptPacketsPassOnAProtectedPathAndNoOthers() {
        fixture().needs(Ability.PACKETS);
        for (AddressFamily family : fixture().families()) {
            HostPair path = fixture().path(family);
            for (Protection protection : Protection.values()) {
                fixture().applied(new AddExemption(failsafe(family)));
                fixture().protect(path, protection);
                fixture().assertBlocked(path, "beside an exemption, under " + protection);
                for (Direction direction : Direction.values()) {
                    assertThat(exemptPacketPasses(path, direction))
                            .as("an exempt " + direction + " packet passes under " + protection)
                            .isTrue();
                }
                fixture().applied(new RemoveExemption(failsafe(family)));
                for (Direction direction : Direction.values()) {
                    assertThat(exemptPacketPasses(path, direction))
                            .as("a formerly exempt " + direction + " packet passes under " + protection)
                            .isFalse();
                }
            }
        }
    }

    @Test
    default void anExemptionThatLostADirectionIsReportedIncompleteAndMadeWholeOrRemoved() {
        fixture().needs(Ability.SABOTAGE);
        for (AddressFamily family : fixture().families()) {
            for (Direction direction : Direction.values()) {
                Exemption exemption = failsafe(family);
                fixture().applied(new AddExemption(exemption));
                fixture().harness.removeOurPolicy(exemption.selector(), direction);
                assertThat(fixture().snapshot().exemptions()).isEmpty();
                assertThat(selectors(fixture().snapshot().incompleteExemptions()))
                        .isEqualTo(Set.of(exemption.selector()));

                fixture().applied(new AddExemption(exemption));
                assertThat(selectors(fixture().snapshot().exemptions())).isEqualTo(Set.of(exemption.selector()));
                assertThat(fixture().snapshot().incompleteExemptions()).isEmpty();

                fixture().harness.removeOurPolicy(exemption.selector(), direction);
                fixture().applied(new RemoveExemption(exemption));
                assertThat(fixture().snapshot().incompleteExemptions()).isEmpty();
            }
        }
    }

    private boolean exemptPacketPasses(HostPair path, Direction direction) {
        return fixture().harness.delivers(path, direction, EXEMPT_PORT, ContractFixture.ANY_PORT);
    }

    private static Exemption failsafe(AddressFamily family) {
        return new Exemption(
                "failsafe " + family,
                TrafficSelector.builder()
                        .local(AddressPrefix.any(family))
                        .remote(AddressPrefix.any(family))
                        .protocol(IpProtocol.UDP)
                        .localPorts(PortRange.of(EXEMPT_PORT))
                        .build());
    }

    private static Exemption toOnePeer(HostPair path) {
        return new Exemption(
                "all TCP 22 from " + path.remote(),
                TrafficSelector.builder()
                        .local(AddressPrefix.of(path.local()))
                        .remote(AddressPrefix.of(path.remote()))
                        .protocol(IpProtocol.TCP)
                        .localPorts(PortRange.of(22))
                        .build());
    }

    private static Set<TrafficSelector> selectors(Collection<Exemption> exemptions) {
        return exemptions.stream().map(Exemption::selector).collect(Collectors.toSet());
    }
}
