package io.secureconnect.testkit.contract;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.ChildSa;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IntegrityAlgorithm;
import io.secureconnect.api.sa.KeyMaterial;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import io.secureconnect.spi.BackendCapabilities;
import io.secureconnect.testkit.time.SeededRandom;

/** Makes child SAs, each with SPIs and keys that were never there before. */
final class TestChildren {
    private static final int FIRST_SPI = 0x00c0_0000;
    private static final int STANDARD_WINDOW = 128;

    private final SeededRandom random;
    private final KeyScan scan;
    private int spis;

    TestChildren(SeededRandom random, KeyScan scan) {
        this.random = random;
        this.scan = scan;
    }

    /** What a backend can do of the standard parameters. */
    static EspParameters parametersFor(BackendCapabilities capabilities) {
        EspProposal proposal = capabilities.proposals().contains(EspProposal.AES_256_GCM)
                ? EspProposal.AES_256_GCM
                : capabilities.proposals().iterator().next();
        int largest = capabilities.largestReplayWindow();
        return EspParameters.builder()
                .proposal(proposal)
                .extendedSequenceNumbers(capabilities.extendedSequenceNumbers())
                .replayWindow(largest == 0 ? STANDARD_WINDOW : Math.min(STANDARD_WINDOW, largest))
                .build();
    }

    Spi spi() {
        return new Spi(FIRST_SPI + spis++);
    }

    ChildSa child(HostPair path, EspParameters parameters) {
        return child(path, spi(), parameters);
    }

    ChildSa child(HostPair path, Spi inbound, EspParameters parameters) {
        Spi outbound = spi();
        return new ChildSa(
                sa(path, Direction.INBOUND, inbound, outbound, parameters),
                sa(path, Direction.OUTBOUND, outbound, inbound, parameters));
    }

    /** The same child as the peer holds it: keys copied, directions exchanged. */
    static ChildSa mirror(ChildSa child) {
        return new ChildSa(mirror(child.outbound()), mirror(child.inbound()));
    }

    /** Another SA of the same name, with another key. */
    SecurityAssociation rekeyed(SecurityAssociation sa) {
        return new SecurityAssociation(
                sa.id(), sa.partner(), sa.parameters(), keys(sa.parameters().proposal()));
    }

    private static SecurityAssociation mirror(SecurityAssociation sa) {
        Direction direction = sa.id().direction() == Direction.INBOUND ? Direction.OUTBOUND : Direction.INBOUND;
        return new SecurityAssociation(
                new SaId(sa.id().path().mirror(), direction, sa.id().spi()),
                sa.partner(),
                mirrorPorts(sa.parameters()),
                sa.keys().copy(sa.parameters().proposal()));
    }

    private static EspParameters mirrorPorts(EspParameters parameters) {
        return EspParameters.builder()
                .from(parameters)
                .udpEncapsulation(parameters
                        .udpEncapsulation()
                        .map(udp -> new UdpEncapsulationTemplate(udp.remotePort(), udp.localPort())))
                .build();
    }

    private SecurityAssociation sa(HostPair path, Direction direction, Spi spi, Spi partner, EspParameters parameters) {
        return new SecurityAssociation(
                new SaId(path, direction, spi), partner, parameters, keys(parameters.proposal()));
    }

    private KeyMaterial keys(EspProposal proposal) {
        return new KeyMaterial(
                proposal,
                secret(proposal.encryption().keyMaterialOctets()),
                proposal.integrity().map(IntegrityAlgorithm::keyOctets).map(this::secret));
    }

    private SecretBytes secret(int octets) {
        byte[] key = random.octets(octets);
        scan.made(key);
        return SecretBytes.wrap(key);
    }
}
