package io.secureconnect.testkit.contract;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.spi.BackendCapabilities;
import io.secureconnect.testkit.kernel.MemoryBackend;
import java.util.Set;

/** A kernel about as limited as Windows is with SAs made by hand: no ESN, no volume, no events of expiry, IPv4 only. */
class LimitedBackendContractTest extends IpsecBackendContract {
    @Override
    protected BackendHarness newHarness() {
        return new MemoryHarness(BackendCapabilities.builder()
                .from(MemoryBackend.everything())
                .description("limited in-memory kernel")
                .families(Set.of(AddressFamily.IPV4))
                .proposals(Set.of(EspProposal.parse("aes128gcm16"), EspProposal.parse("aes256-sha256")))
                .extendedSequenceNumbers(false)
                .largestReplayWindow(0)
                .ownReplayWindow(true)
                .volumeLifetimes(false)
                .udpEncapsulation(false)
                .build());
    }
}
