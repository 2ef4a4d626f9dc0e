package io.secureconnect.core.keying.bc;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.keying.SealingKeyPair;
import io.secureconnect.api.keying.SealingPublicKey;
import io.secureconnect.core.keying.InstructionOpener;
import io.secureconnect.core.keying.UnreadableInstructionException;
import io.secureconnect.core.keying.UnreadableInstructionException.Reason;
import java.util.Arrays;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;

/** OpenAuth of RFC 9180 §6.1. */
final class HpkeOpener implements InstructionOpener {
    private static final int SHORTEST = 1 + HpkeSuite.KEM_OCTETS + HpkeSuite.TAG_OCTETS;

    private final HPKE hpke = HpkeSuite.create();
    private final SealingKeyPair own;
    private final AsymmetricKeyParameter distributor;

    HpkeOpener(SealingKeyPair own, SealingPublicKey distributor) {
        this.own = own;
        this.distributor = hpke.deserializePublicKey(distributor.octets());
    }

    @Override
    public SecretBytes open(byte[] context, byte[] envelope) throws UnreadableInstructionException {
        if (envelope.length < SHORTEST) {
            throw new UnreadableInstructionException(
                    Reason.NOT_AUTHENTIC,
                    "a sealed key instruction has at least " + SHORTEST + " octets, not " + envelope.length);
        }
        if (envelope[0] != HpkeSuite.VERSION) {
            throw new UnreadableInstructionException(
                    Reason.MALFORMED,
                    "sealed key instructions of format " + (envelope[0] & 0xff)
                            + " are unknown here; this version reads format " + HpkeSuite.VERSION);
        }
        return SecretBytes.wrap(plaintext(context, envelope, HpkeSuite.pair(hpke, own)));
    }

    private byte[] plaintext(byte[] context, byte[] envelope, AsymmetricCipherKeyPair pair)
            throws UnreadableInstructionException {
        int split = 1 + HpkeSuite.KEM_OCTETS;
        try {
            return hpke.setupAuthR(Arrays.copyOfRange(envelope, 1, split), pair, HpkeSuite.info(), distributor)
                    .open(context, envelope, split, envelope.length - split);
        } catch (InvalidCipherTextException | IllegalArgumentException | IllegalStateException e) {
            throw new UnreadableInstructionException(
                    Reason.NOT_AUTHENTIC,
                    "a key instruction was not sealed to this host by the distributor it believes, or was changed on the"
                            + " way; check that both ends have each other's current public key",
                    e);
        }
    }
}
