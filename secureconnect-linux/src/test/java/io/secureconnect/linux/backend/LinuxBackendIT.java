package io.secureconnect.linux.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.KeyMaterial;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import io.secureconnect.linux.lab.Await;
import io.secureconnect.linux.lab.RealKernel;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.Unprotect;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.IpsecBackend;
import io.secureconnect.spi.Protection;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the contract of all backends does not ask: how Linux in particular behaves. */
@RealKernel
class LinuxBackendIT {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final LinuxHarness harness = new LinuxHarness();
    private final IpsecBackend backend = harness.open();
    private final List<BackendEvent> events = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        backend.close();
        harness.close();
    }

    private static void applied(IpsecBackend backend, BackendChange... changes) {
        assertThat(backend.apply(Arrays.asList(changes)))
                .allSatisfy(result ->
                        assertThat(result.outcome()).as(result.toString()).isEqualTo(ChangeResult.Outcome.APPLIED));
    }

    @ParameterizedTest
    @EnumSource(AddressFamily.class)
    void anUnprotectedPathLeavesNoLarvalSaBehind(AddressFamily family) {
        HostPair path = harness.path(family, 0);
        backend.listen(events::add);
        applied(backend, new Protect(path, Protection.ENCRYPT));
        assertThat(harness.delivers(path, Direction.OUTBOUND, 5001, 5002)).isFalse();
        Await.until("an acquire", () -> events.contains(new BackendEvent.Acquire(path)));
        assertThat(harness.allStates()).hasSize(1);

        applied(backend, new Unprotect(path));

        assertThat(harness.allStates()).isEmpty();
        harness.settle();
        assertThat(events).containsExactly(new BackendEvent.Acquire(path));
        assertThat(harness.delivers(path, Direction.OUTBOUND, 5001, 5002)).isTrue();
    }

    @Test
    void aPeerThatSendsFromAnotherPortIsAMappingThatChanged() {
        HostPair path = harness.path(AddressFamily.IPV4, 0);
        IpsecBackend peer = harness.openPeer();
        byte[] key = new byte[EspProposal.AES_256_GCM.encryption().keyMaterialOctets()];
        RANDOM.nextBytes(key);
        SaId inbound = new SaId(path, Direction.INBOUND, new Spi(0x00ab_0001));
        SaId peersOutbound = new SaId(path.mirror(), Direction.OUTBOUND, inbound.spi());
        backend.listen(events::add);
        applied(backend, new Protect(path, Protection.ENCRYPT));
        applied(peer, new Protect(path.mirror(), Protection.ENCRYPT));
        applied(backend, new InstallSa(sa(inbound, key, 4500, 4500)));
        applied(peer, new InstallSa(sa(peersOutbound, key, 4510, 4500)));

        assertThat(harness.delivers(path, Direction.INBOUND, 5001, 5002)).isTrue();

        BackendEvent moved = new BackendEvent.MappingChanged(inbound, path.remote(), 4510);
        Await.until("the new mapping", () -> events.contains(moved));
        peer.close();
    }

    private static SecurityAssociation sa(SaId id, byte[] key, int localPort, int remotePort) {
        EspParameters parameters = EspParameters.builder()
                .udpEncapsulation(new UdpEncapsulationTemplate(localPort, remotePort))
                .build();
        return new SecurityAssociation(
                id,
                new Spi(0x00ab_0002),
                parameters,
                new KeyMaterial(parameters.proposal(), SecretBytes.copyOf(key), Optional.empty()));
    }

    @Test
    void countersAreThoseOfTheNamespaceOfTheCaller() {
        assertThat(backend.counters()).containsKeys("XfrmInError", "XfrmOutNoStates", "XfrmInTmplMismatch");
    }

    @Test
    void capabilitiesOfTheLabsKernelAreAll() {
        assertThat(backend.capabilities().proposals()).containsExactlyElementsOf(EspProposal.all());
        assertThat(backend.capabilities().families()).containsExactly(AddressFamily.values());
        assertThat(backend.capabilities().extendedSequenceNumbers()).isTrue();
        assertThat(backend.capabilities().udpEncapsulation()).isTrue();
        assertThat(harness.allStates()).isEmpty();
    }
}
