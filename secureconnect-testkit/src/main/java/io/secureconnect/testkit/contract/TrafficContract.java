package io.secureconnect.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.ChildSa;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.InstalledSa;
import io.secureconnect.spi.Protection;
import io.secureconnect.testkit.contract.BackendHarness.Ability;
import io.secureconnect.testkit.kernel.ChildSas;
import org.junit.jupiter.api.Test;

/** Two kernels with mirrored SAs: ESP flows, nothing else does. A delivered packet was ESP, for both ends demand it. */
interface TrafficContract extends BackendContract {
    @Test
    default void espFlowsBothWaysUnderEveryListedProposal() {
        fixture().needs(Ability.PEER);
        fixture().needsEsp();
        for (AddressFamily family : fixture().espFamilies()) {
            HostPair path = protectBothEnds(family);
            for (EspProposal proposal : fixture().capabilities().proposals()) {
                assumeTrue(
                        fixture().peer().capabilities().proposals().contains(proposal), "the peer lacks " + proposal);
                ChildSa child = installBothEnds(
                        path,
                        EspParameters.builder()
                                .from(fixture().parameters())
                                .proposal(proposal)
                                .build());
                fixture().assertPasses(path, "as ESP with " + proposal);
                assertCounted(child.inbound());
                assertCounted(child.outbound());
                removeBothEnds(child);
                fixture().assertBlocked(path, "after the SAs are gone");
            }
        }
    }

    @Test
    default void espFlowsWithAndWithoutExtendedSequenceNumbers() {
        fixture().needs(Ability.PEER);
        fixture().needsEsp();
        assumeTrue(fixture().capabilities().extendedSequenceNumbers(), "no extended sequence numbers");
        for (AddressFamily family : fixture().espFamilies()) {
            HostPair path = protectBothEnds(family);
            for (boolean extended : new boolean[] {true, false}) {
                ChildSa child = installBothEnds(
                        path,
                        EspParameters.builder()
                                .from(fixture().parameters())
                                .extendedSequenceNumbers(extended)
                                .build());
                fixture().assertPasses(path, "as ESP, extended sequence numbers " + extended);
                removeBothEnds(child);
            }
        }
    }

    @Test
    default void espFlowsInsideUdp() {
        fixture().needs(Ability.PEER, Ability.ENCAPSULATED_PACKETS);
        fixture().needsEsp();
        assumeTrue(fixture().capabilities().udpEncapsulation(), "no UDP encapsulation");
        for (AddressFamily family : fixture().espFamilies()) {
            if (family == AddressFamily.IPV6 && !fixture().capabilities().udpEncapsulationOverIpv6()) {
                continue;
            }
            HostPair path = protectBothEnds(family);
            installBothEnds(
                    path,
                    EspParameters.builder()
                            .from(fixture().parameters())
                            .udpEncapsulation(UdpEncapsulationTemplate.standard())
                            .build());
            fixture().assertPasses(path, "as ESP inside UDP");
        }
    }

    @Test
    default void aClearPacketIsRefusedThoughThereAreSas() {
        fixture().needs(Ability.PACKETS);
        fixture().needsEsp();
        for (AddressFamily family : fixture().espFamilies()) {
            HostPair path = fixture().path(family);
            fixture().protect(path, Protection.ENCRYPT);
            fixture().install(fixture().child(path));
            fixture().assertBlocked(path, "to or from a peer without IPsec");
        }
    }

    @Test
    default void discardHoldsThoughThereAreSas() {
        fixture().needs(Ability.PEER);
        fixture().needsEsp();
        for (AddressFamily family : fixture().espFamilies()) {
            HostPair path = protectBothEnds(family);
            installBothEnds(path, fixture().parameters());
            fixture().protect(path, Protection.DISCARD);
            fixture().assertBlocked(path, "under DISCARD");
            fixture().protect(path, Protection.ENCRYPT);
            fixture().assertPasses(path, "after DISCARD");
        }
    }

    @Test
    default void aRotationInThreePhasesLosesNothingAndTheNewSaTakesOver() {
        fixture().needs(Ability.PEER);
        fixture().needsEsp();
        for (AddressFamily family : fixture().espFamilies()) {
            HostPair path = protectBothEnds(family);
            ChildSa old = installBothEnds(path, fixture().parameters());
            fixture().assertPasses(path, "before the rotation");

            ChildSa next = fixture().child(path);
            ChildSa mirrored = ChildSas.mirror(next);
            fixture().applied(new InstallSa(next.inbound()));
            fixture().assertPasses(path, "with one new inbound SA");
            fixture().peerApplied(new InstallSa(mirrored.inbound()));
            fixture().assertPasses(path, "with both new inbound SAs");
            fixture().applied(new InstallSa(next.outbound()));
            fixture().assertPasses(path, "with one new outbound SA");
            fixture().peerApplied(new InstallSa(mirrored.outbound()));
            fixture().assertPasses(path, "with both new outbound SAs");
            assertCounted(next.outbound());
            assertCounted(next.inbound());
            removeBothEnds(old);
            fixture().assertPasses(path, "after the old SAs are gone");
        }
    }

    private HostPair protectBothEnds(AddressFamily family) {
        HostPair path = fixture().path(family);
        fixture().protect(path, Protection.ENCRYPT);
        fixture().peerApplied(new Protect(path.mirror(), Protection.ENCRYPT));
        fixture().assertBlocked(path, "before there are SAs");
        return path;
    }

    private ChildSa installBothEnds(HostPair path, EspParameters parameters) {
        ChildSa child = fixture().children.child(path, parameters);
        ChildSa mirrored = ChildSas.mirror(child);
        fixture().applied(new InstallSa(child.inbound()));
        fixture().peerApplied(new InstallSa(mirrored.inbound()));
        fixture().applied(new InstallSa(child.outbound()));
        fixture().peerApplied(new InstallSa(mirrored.outbound()));
        return child;
    }

    private void removeBothEnds(ChildSa child) {
        ChildSa mirrored = ChildSas.mirror(child);
        fixture().applied(new RemoveSa(child.outbound().id()));
        fixture().peerApplied(new RemoveSa(mirrored.outbound().id()));
        fixture().applied(new RemoveSa(child.inbound().id()));
        fixture().peerApplied(new RemoveSa(mirrored.inbound().id()));
    }

    private void assertCounted(SecurityAssociation sa) {
        if (fixture().capabilities().saCounters()) {
            InstalledSa installed = fixture().sa(sa.id()).orElseThrow();
            assertThat(installed.packets().orElseThrow())
                    .as("packets of " + sa.id())
                    .isPositive();
            assertThat(installed.bytes().orElseThrow())
                    .as("octets of " + sa.id())
                    .isPositive();
            assertThat(installed.sequence().orElseThrow())
                    .as("sequence number of " + sa.id())
                    .isPositive();
        }
    }
}
