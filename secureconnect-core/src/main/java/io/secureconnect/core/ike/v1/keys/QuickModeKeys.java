package io.secureconnect.core.ike.v1.keys;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IntegrityAlgorithm;
import io.secureconnect.api.sa.KeyMaterial;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.keys.ChildKeys;
import io.secureconnect.core.ike.keys.Nonces;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** How a child gets its keys in quick mode (RFC 2409 §5.5). */
public final class QuickModeKeys {
    /** PROTO_IPSEC_ESP (RFC 2407 §4.4.1). */
    private static final byte ESP = 3;

    private QuickModeKeys() {}

    /**
     * KEYMAT = K1 | K2 | ..., where K1 = prf(SKEYID_d, [ g(qm)^xy | ] protocol | SPI | Ni_b | Nr_b) and K(n+1) is made of Kn and
     * the same; for each of the two SAs with its own SPI, and the encryption key with its salt before the integrity key.
     *
     * @param prf of the ISAKMP SA
     * @param skeyidD of the ISAKMP SA; lent
     * @param gxy with perfect forward secrecy the shared secret of quick mode's key exchange; lent
     * @param nonces of quick mode
     * @param initiatorSpi chosen by who began the quick mode, so of the SA that carries what the responder sends
     * @param responderSpi chosen by the responder
     */
    public static ChildKeys derive(
            Prf prf,
            SecretBytes skeyidD,
            EspProposal proposal,
            Optional<SecretBytes> gxy,
            Nonces nonces,
            Spi initiatorSpi,
            Spi responderSpi) {
        byte[] secret = gxy.map(shared -> shared.read(byte[]::clone)).orElseGet(() -> new byte[0]);
        try {
            return new ChildKeys(
                    keys(prf, skeyidD, proposal, secret, nonces, responderSpi),
                    keys(prf, skeyidD, proposal, secret, nonces, initiatorSpi));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static KeyMaterial keys(
            Prf prf, SecretBytes skeyidD, EspProposal proposal, byte[] secret, Nonces nonces, Spi spi) {
        int encryption = proposal.encryption().keyMaterialOctets();
        int integrity = proposal.integrity().map(IntegrityAlgorithm::keyOctets).orElse(0);
        byte[] name = ByteBuffer.allocate(1 + Integer.BYTES)
                .put(ESP)
                .putInt(spi.value())
                .array();
        byte[] ni = nonces.initiator().toArray();
        byte[] nr = nonces.responder().toArray();
        byte[] keymat = Expansion.of(
                encryption + integrity,
                prf.octets(),
                before -> prf.compute(skeyidD, before, secret, name, ni, nr),
                new byte[0]);
        try {
            return new KeyMaterial(
                    proposal,
                    SecretBytes.wrap(Arrays.copyOf(keymat, encryption)),
                    Optional.of(integrity)
                            .filter(octets -> octets > 0)
                            .map(octets -> SecretBytes.wrap(Arrays.copyOfRange(keymat, encryption, keymat.length))));
        } finally {
            Arrays.fill(keymat, (byte) 0);
        }
    }
}
