package io.secureconnect.testkit.ike.bench;

import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * The crypto calls of IKE_SA_INIT and IKE_AUTH with a child, at both ends, and nothing else: no messages are made or read, no
 * state is kept. The yardstick of every complete handshake.
 */
final class BareHandshake implements Handshake {
    private static final int PRF_OCTETS = 48;
    private static final int KEY_OCTETS = 32;
    private static final int KEYMAT_OCTETS = 36;
    private static final int INIT_OCTETS = 300;
    private static final int ID_OCTETS = 12;
    private static final int HEAD_OCTETS = 32;

    private final BareCalls calls;
    private final BareProofs proofs;

    BareHandshake(BareCalls calls, BareProofs proofs) {
        this.calls = calls;
        this.proofs = proofs;
    }

    @Override
    public void run() throws GeneralSecurityException {
        byte[] spis = calls.random(16);
        byte[] nonces = concatenated(calls.random(32), calls.random(32));
        byte[] scalarI = calls.random(32);
        byte[] scalarR = calls.random(32);
        byte[] publicI = calls.publicValue(scalarI);
        byte[] publicR = calls.publicValue(scalarR);
        byte[] responder = keys(calls.agree(scalarR, publicI), nonces, spis);
        byte[] initiator = keys(calls.agree(scalarI, publicR), nonces, spis);
        authenticate(initiator, responder, 0);
        child(responder, nonces);
        authenticate(responder, initiator, 1);
        child(initiator, nonces);
    }

    /** SKEYSEED and prf+; a stand-in for its octets is enough. */
    private byte[] keys(byte[] secret, byte[] nonces, byte[] spis) throws GeneralSecurityException {
        byte[] seed = calls.prf(nonces, secret);
        calls.prfPlus(seed, 3 * PRF_OCTETS + 2 * KEYMAT_OCTETS, concatenated(nonces, spis));
        return seed;
    }

    private void authenticate(byte[] sender, byte[] receiver, int direction) throws GeneralSecurityException {
        byte[] nonce = new byte[12];
        byte[] head = new byte[HEAD_OCTETS];
        head[0] = (byte) direction;
        byte[] proof = proofs.prove(signed(sender));
        byte[] sealed = calls.seal(
                Arrays.copyOfRange(sender, direction * 8, direction * 8 + KEY_OCTETS),
                nonce,
                head,
                new byte[proofs.messageOctets()]);
        calls.open(Arrays.copyOfRange(receiver, direction * 8, direction * 8 + KEY_OCTETS), nonce, head, sealed);
        proofs.verify(signed(receiver), proof);
    }

    private byte[] signed(byte[] key) throws GeneralSecurityException {
        byte[] identity = calls.prf(key, new byte[ID_OCTETS]);
        return concatenated(new byte[INIT_OCTETS], identity);
    }

    private void child(byte[] key, byte[] nonces) throws GeneralSecurityException {
        calls.prfPlus(key, 2 * KEYMAT_OCTETS, nonces);
    }

    private static byte[] concatenated(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
