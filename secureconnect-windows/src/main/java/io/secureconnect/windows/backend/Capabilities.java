package io.secureconnect.windows.backend;

import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.spi.BackendCapabilities;
import io.secureconnect.windows.nativekeying.NativePolicies;

/** What SAs by hand, and the key exchange of Windows, can do. */
final class Capabilities {
    private Capabilities() {}

    /** @param version of Windows, for people */
    static BackendCapabilities of(String version, WindowsBackendOptions options) {
        return BackendCapabilities.builder()
                .description("Windows IPsec " + version)
                .addFamilies(AddressFamily.values())
                .addAllProposals(Transforms.proposals())
                .extendedSequenceNumbers(false)
                .largestReplayWindow(0)
                .ownReplayWindow(true)
                .volumeLifetimes(false)
                .expiryEvents(false)
                .udpEncapsulation(true)
                .udpEncapsulationOverIpv6(false)
                .saCounters(false)
                .persistentBlocks(options.persistentBlocks())
                .addNativeKeying(IkeVersion.values())
                .addAllNativeIkeProposals(NativePolicies.ikeProposals())
                .build();
    }
}
