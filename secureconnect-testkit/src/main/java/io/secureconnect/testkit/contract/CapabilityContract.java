package io.secureconnect.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.ChildSa;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import io.secureconnect.spi.BackendCapabilities;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.Protection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Capabilities tell the truth: what is listed can be installed, what is not is refused by name and changes nothing. */
interface CapabilityContract extends BackendContract {
    @Test
    default void askingChangesNothing() {
        List<?> before = fixture().saIds();
        BackendCapabilities first = fixture().capabilities();
        assertThat(first.description()).isNotBlank();
        assertThat(fixture().capabilities()).isEqualTo(first);
        assertThat(fixture().saIds()).isEqualTo(before);
        assertThat(fixture().snapshot().paths()).isEmpty();
    }

    @Test
    default void everyProposalIsInstalledIfListedAndRefusedByNameIfNot() {
        fixture().needsEsp();
        for (AddressFamily family : fixture().espFamilies()) {
            for (EspProposal proposal : EspProposal.all()) {
                installsOrFails(
                        family,
                        EspParameters.builder()
                                .from(fixture().parameters())
                                .proposal(proposal)
                                .build(),
                        fixture().capabilities().proposals().contains(proposal),
                        ErrorCode.ALGORITHM_UNAVAILABLE);
            }
        }
    }

    @Test
    default void extendedSequenceNumbersAreInstalledIfListedAndRefusedIfNot() {
        fixture().needsEsp();
        for (AddressFamily family : fixture().espFamilies()) {
            EspParameters parameters = EspParameters.builder()
                    .from(fixture().parameters())
                    .extendedSequenceNumbers(true)
                    .build();
            installsOrFails(
                    family,
                    parameters,
                    fixture().capabilities().extendedSequenceNumbers(),
                    ErrorCode.CAPABILITY_MISSING);
            installsOrFails(
                    family,
                    EspParameters.builder()
                            .from(parameters)
                            .extendedSequenceNumbers(false)
                            .build(),
                    true,
                    ErrorCode.CAPABILITY_MISSING);
        }
    }

    @Test
    default void replayWindowsAreInstalledUpToTheLargestAndRefusedAbove() {
        fixture().needsEsp();
        int largest = fixture().capabilities().largestReplayWindow();
        boolean own = fixture().capabilities().ownReplayWindow();
        assertThat(own && largest > 0)
                .as("a window of the kernel's own, and one that can be chosen")
                .isFalse();
        assumeTrue(own || largest > 0, "the replay window cannot be chosen");
        for (AddressFamily family : fixture().espFamilies()) {
            for (int window : new int[] {1, 32, 33, 64, 1024, 4096}) {
                EspParameters parameters = EspParameters.builder()
                        .from(fixture().parameters())
                        .replayWindow(window)
                        .build();
                installsOrFails(family, parameters, own || window <= largest, ErrorCode.CAPABILITY_MISSING);
            }
        }
    }

    @Test
    default void volumeLifetimesAreInstalledIfListedAndRefusedIfNot() {
        fixture().needsEsp();
        boolean listed = fixture().capabilities().volumeLifetimes();
        SaLifetime bytes = SaLifetime.builder()
                .from(SaLifetime.standard())
                .softBytes(1_000_000)
                .hardBytes(1L << 40)
                .build();
        SaLifetime packets = SaLifetime.builder()
                .from(SaLifetime.standard())
                .softPackets(1_000)
                .hardPackets(1L << 33)
                .build();
        for (AddressFamily family : fixture().espFamilies()) {
            for (SaLifetime lifetime : List.of(bytes, packets)) {
                EspParameters parameters = EspParameters.builder()
                        .from(fixture().parameters())
                        .lifetime(lifetime)
                        .build();
                installsOrFails(family, parameters, listed, ErrorCode.CAPABILITY_MISSING);
            }
        }
    }

    @Test
    default void udpEncapsulationIsInstalledIfListedAndRefusedIfNot() {
        fixture().needsEsp();
        for (AddressFamily family : fixture().espFamilies()) {
            EspParameters parameters = EspParameters.builder()
                    .from(fixture().parameters())
                    .udpEncapsulation(UdpEncapsulationTemplate.standard())
                    .build();
            installsOrFails(family, parameters, carriesUdp(family), ErrorCode.CAPABILITY_MISSING);
        }
    }

    @Test
    default void espOverAnUnlistedFamilyIsRefused() {
        for (AddressFamily family : fixture().families()) {
            if (!fixture().espFamilies().contains(family)) {
                ChildSa child = fixture().children.child(fixture().path(family), EspParameters.standard());
                fixture().fails(ErrorCode.ESP_UNAVAILABLE, new InstallSa(child.inbound()));
            }
        }
    }

    private boolean carriesUdp(AddressFamily family) {
        return family == AddressFamily.IPV6
                ? fixture().capabilities().udpEncapsulationOverIpv6()
                : fixture().capabilities().udpEncapsulation();
    }

    private void installsOrFails(AddressFamily family, EspParameters parameters, boolean installs, ErrorCode code) {
        HostPair path = fixture().path(family);
        fixture().apply(new Protect(path, Protection.ENCRYPT));
        ChildSa child = fixture().children.child(path, parameters);
        if (installs) {
            fixture().install(child);
            assertThat(fixture().sa(child.inbound().id())).isPresent();
            fixture()
                    .applied(
                            new RemoveSa(child.outbound().id()),
                            new RemoveSa(child.inbound().id()));
        } else {
            fixture().fails(code, new InstallSa(child.inbound()));
            fixture().fails(code, new InstallSa(child.outbound()));
        }
        assertThat(fixture().saIds()).isEmpty();
    }
}
