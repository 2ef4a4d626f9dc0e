package io.secureconnect.core.keying.bc;

import io.secureconnect.api.keying.SealingKeyPair;
import io.secureconnect.api.keying.SealingPublicKey;
import io.secureconnect.core.keying.InstructionSealer;
import java.nio.ByteBuffer;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;

/** SealAuth of RFC 9180 §6.1. */
final class HpkeSealer implements InstructionSealer {
    private final HPKE hpke = HpkeSuite.create();
    private final SealingKeyPair own;

    HpkeSealer(SealingKeyPair own) {
        this.own = own;
    }

    @Override
    public byte[] seal(SealingPublicKey receiver, byte[] context, byte[] plaintext) {
        HPKEContextWithEncapsulation sending = contextFor(receiver);
        try {
            byte[] sealed = sending.seal(context, plaintext);
            return ByteBuffer.allocate(1 + HpkeSuite.KEM_OCTETS + sealed.length)
                    .put(HpkeSuite.VERSION)
                    .put(sending.getEncapsulation())
                    .put(sealed)
                    .array();
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("AES-GCM could not encrypt", e); // only decryption can fail
        }
    }

    private HPKEContextWithEncapsulation contextFor(SealingPublicKey receiver) {
        try {
            return hpke.setupAuthS(
                    hpke.deserializePublicKey(receiver.octets()), HpkeSuite.info(), HpkeSuite.pair(hpke, own));
        } catch (IllegalStateException e) {
            if (own.privateKey().isWiped()) {
                throw e;
            }
            // RFC 7748 section 6.1: the shared secret is all zeros
            throw new IllegalArgumentException(
                    "public key " + receiver + " is a point of small order; make a new key pair on that host", e);
        }
    }
}
