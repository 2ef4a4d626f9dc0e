package io.secureconnect.testkit.kernel;

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
import io.secureconnect.spi.RandomSource;

/** Makes child SAs for tests without keying, each with SPIs and keys that this source never gave before. */
public final class ChildSas {
    private static final int FIRST_SPI = 0x00c0_0000;

    private final RandomSource random;
    private int spis;

    /** @param random makes the keys; SPIs are counted */
    public ChildSas(RandomSource random) {
        this.random = random;
    }

    /** An SPI that was not there before. */
    public Spi spi() {
        return new Spi(FIRST_SPI + spis++);
    }

    /** Both SAs of a path. */
    public ChildSa child(HostPair path, EspParameters parameters) {
        return child(path, spi(), parameters);
    }

    /** Both SAs of a path, the inbound one under an SPI that is given. */
    public ChildSa child(HostPair path, Spi inbound, EspParameters parameters) {
        Spi outbound = spi();
        return new ChildSa(
                sa(path, Direction.INBOUND, inbound, outbound, parameters),
                sa(path, Direction.OUTBOUND, outbound, inbound, parameters));
    }

    /** The same child as the peer holds it: keys copied, directions and ports exchanged. */
    public static ChildSa mirror(ChildSa child) {
        return new ChildSa(mirror(child.outbound()), mirror(child.inbound()));
    }

    /** An SA of the same name with another key. */
    public SecurityAssociation rekeyed(SecurityAssociation sa) {
        return new SecurityAssociation(
                sa.id(), sa.partner(), sa.parameters(), keys(sa.parameters().proposal()));
    }

    private static SecurityAssociation mirror(SecurityAssociation sa) {
        Direction direction = sa.id().direction() == Direction.INBOUND ? Direction.OUTBOUND : Direction.INBOUND;
        return new SecurityAssociation(
                new SaId(sa.id().path().mirror(), direction, sa.id().spi()),
                sa.partner(),
                mirror(sa.parameters()),
                sa.keys().copy(sa.parameters().proposal()));
    }

    private static EspParameters mirror(EspParameters parameters) {
        return EspParameters.builder()
                .from(parameters)
                .udpEncapsulation(parameters
                        .udpEncapsulation()
                        .map(udp -> new UdpEncapsulationTemplate(
                                /* localPort= */ udp.remotePort(), /* remotePort= */ udp.localPort())))
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
        return SecretBytes.wrap(random.octets(octets));
    }
}
