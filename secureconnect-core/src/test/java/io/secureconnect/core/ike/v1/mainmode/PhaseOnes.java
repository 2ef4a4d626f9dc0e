package io.secureconnect.core.ike.v1.mainmode;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.core.ike.keys.Nonces;
import io.secureconnect.core.ike.v1.crypto.IsakmpCrypto;
import io.secureconnect.core.ike.v1.exchange.NatDetection;
import io.secureconnect.core.ike.v1.exchange.PeerAbilities;
import io.secureconnect.core.ike.v1.keys.Cookies;
import io.secureconnect.core.ike.v1.keys.PhaseOneKeys;
import io.secureconnect.spi.RandomSource;
import java.time.Duration;

/** Both ends of an ISAKMP SA, as a main mode would leave them, for tests of what comes behind it. */
public record PhaseOnes(PhaseOne initiator, PhaseOne responder) {
    /**
     * @param initiatorCrypto of the end that began, and so on
     * @param nat as the initiator sees it
     */
    public static PhaseOnes of(
            IsakmpCrypto initiatorCrypto,
            IsakmpCrypto responderCrypto,
            RandomSource random,
            IkeProposal proposal,
            PeerAbilities abilities,
            NatDetection nat) {
        Cookies cookies = new Cookies(7, 9);
        Nonces nonces = new Nonces(drawn(random), drawn(random));
        Bytes gxi = drawn(random);
        Bytes gxr = drawn(random);
        byte[] psk = random.octets(32);
        byte[] gxy = random.octets(32);
        PhaseOne[] ends = new PhaseOne[2];
        for (int i = 0; i < ends.length; i++) {
            IsakmpCrypto crypto = i == 0 ? initiatorCrypto : responderCrypto;
            PhaseOneKeys keys = PhaseOneKeys.preShared(
                    crypto.prf(proposal.prf()), SecretBytes.copyOf(psk), nonces, SecretBytes.copyOf(gxy), cookies);
            ends[i] = new PhaseOne(
                    i == 0,
                    new Protection(crypto, proposal, cookies, keys, gxi, gxr),
                    proposal,
                    Duration.ofHours(8),
                    abilities,
                    i == 0 ? nat : new NatDetection(nat.remoteNat(), nat.localNat()),
                    new PeerProven(IkeIdentity.address(IpAddress.parse("192.0.2.1")), false));
        }
        return new PhaseOnes(ends[0], ends[1]);
    }

    private static Bytes drawn(RandomSource random) {
        return Bytes.wrap(random.octets(32));
    }
}
