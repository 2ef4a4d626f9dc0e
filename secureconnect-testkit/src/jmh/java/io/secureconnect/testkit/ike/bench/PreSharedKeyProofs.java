package io.secureconnect.testkit.ike.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/** RFC 7296 §2.15 with a pre-shared key. */
final class PreSharedKeyProofs implements BareProofs {
    private static final byte[] KEY = new byte[32];
    private static final byte[] PAD = "Key Pad for IKEv2".getBytes(StandardCharsets.US_ASCII);

    private final BareCalls calls;

    PreSharedKeyProofs(BareCalls calls) {
        this.calls = calls;
    }

    @Override
    public byte[] prove(byte[] signedOctets) throws GeneralSecurityException {
        return calls.prf(calls.prf(KEY, PAD), signedOctets);
    }

    @Override
    public void verify(byte[] signedOctets, byte[] proof) throws GeneralSecurityException {
        calls.compare(prove(signedOctets), proof);
    }

    @Override
    public int messageOctets() {
        return 230;
    }
}
