package io.secureconnect.linux.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.spi.BackendCapabilities;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the kernel can do, found out without a trace. */
class CapabilityProbeTest extends BackendOnTwin {
    @Test
    void whatTheKernelHasIsListedAndNothingIsLeftBehind() {
        kernel.unknownAlgorithms.add("rfc7539esp(chacha20,poly1305)");
        kernel.unknownAlgorithms.add("hmac(sha384)");

        BackendCapabilities capabilities = backend.capabilities();

        assertThat(capabilities.proposals())
                .extracting(EspProposal::keyword)
                .containsExactly(
                        "aes128gcm16",
                        "aes256gcm16",
                        "aes128-sha256",
                        "aes128-sha512",
                        "aes128-sha1",
                        "aes256-sha256",
                        "aes256-sha512",
                        "aes256-sha1");
        assertThat(capabilities.families()).containsExactly(AddressFamily.values());
        assertThat(capabilities.extendedSequenceNumbers()).isTrue();
        assertThat(capabilities.udpEncapsulation()).isTrue();
        assertThat(capabilities.largestReplayWindow()).isEqualTo(4096);
        assertThat(kernel.states).isEmpty();
        assertThat(kernel.writes)
                .filteredOn(w -> w.startsWith("new"))
                .as("documentation addresses, inbound, a reqid that no path has")
                .allMatch(w -> w.contains("->192.0.2.1 spi dec0de") || w.contains("->2001:db8:0:0:0:0:0:1 spi dec0de"))
                .allMatch(w -> w.contains("reqid 5c7ffffe"));
    }

    @Test
    void theyAreFoundOutOnce() {
        BackendCapabilities first = backend.capabilities();
        int sends = kernel.sends;

        assertThat(backend.capabilities()).isSameAs(first);
        assertThat(kernel.sends).isEqualTo(sends);
    }

    @Test
    void aFamilyWithoutEspIsLeftOut() {
        kernel.withoutEsp.add(10);

        assertThat(backend.capabilities().families()).containsExactly(AddressFamily.IPV4);
    }

    @Test
    void aKernelWithoutEspHasNoFamiliesAndNoProposals() {
        kernel.withoutEsp.addAll(List.of(2, 10));

        BackendCapabilities capabilities = backend.capabilities();

        assertThat(capabilities.families()).isEmpty();
        assertThat(capabilities.proposals()).isEmpty();
        assertThat(capabilities.extendedSequenceNumbers()).isFalse();
    }

    @Test
    void aProbeThatACrashLeftIsNobodysSa() {
        backend.capabilities();
        byte[] body = new byte[224];
        body[76] = 50;
        KernelTwin.wire(body).putInt(72, 0xDEC0DE00);
        KernelTwin.host(body).putInt(208, OwnedNumbers.STANDARD.probeReqid()).putShort(212, (short) 2);
        kernel.states.add(new KernelTwin.State(body, new byte[0]));

        assertThat(backend.snapshot().sas()).isEmpty();
    }
}
