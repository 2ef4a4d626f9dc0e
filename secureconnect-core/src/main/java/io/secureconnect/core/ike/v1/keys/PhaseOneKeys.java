package io.secureconnect.core.ike.v1.keys;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.keys.Nonces;
import java.util.Arrays;

/**
 * What follows from a main mode: SKEYID and the three keys that are made of it (RFC 2409 §5). Owns them; closing wipes all.
 * Secrets that come in are lent. For one thread at a time.
 */
public final class PhaseOneKeys implements AutoCloseable {
    private static final byte FOR_DERIVATION = 0;
    private static final byte FOR_AUTHENTICATION = 1;
    private static final byte FOR_ENCRYPTION = 2;

    private final Prf prf;
    private final Prf proofPrf;
    private final Cookies cookies;
    private final SecretBytes skeyid;
    private final SecretBytes skeyidD;
    private final SecretBytes skeyidA;
    private final SecretBytes skeyidE;

    private PhaseOneKeys(Prf prf, Prf proofPrf, SecretBytes skeyid, SecretBytes gxy, Cookies cookies) {
        this.prf = prf;
        this.proofPrf = proofPrf;
        this.cookies = cookies;
        this.skeyid = skeyid;
        this.skeyidD = next(new byte[0], gxy, FOR_DERIVATION);
        this.skeyidA = skeyidD.read(before -> next(before, gxy, FOR_AUTHENTICATION));
        this.skeyidE = skeyidA.read(before -> next(before, gxy, FOR_ENCRYPTION));
    }

    /**
     * With a pre-shared key: SKEYID = prf(key, Ni_b | Nr_b).
     *
     * @param gxy the shared secret of the key exchange
     */
    public static PhaseOneKeys preShared(Prf prf, SecretBytes key, Nonces nonces, SecretBytes gxy, Cookies cookies) {
        byte[] skeyid = prf.compute(
                key, nonces.initiator().toArray(), nonces.responder().toArray());
        return new PhaseOneKeys(prf, prf, SecretBytes.wrap(skeyid), gxy, cookies);
    }

    /**
     * With signatures: SKEYID = prf(Ni_b | Nr_b, g^xy).
     *
     * @param proofPrf what takes the place of {@code prf} in HASH_I and HASH_R, if the method of the signatures has a hash of
     *     its own; else {@code prf}
     * @param gxy the shared secret of the key exchange
     */
    public static PhaseOneKeys signed(Prf prf, Prf proofPrf, Nonces nonces, SecretBytes gxy, Cookies cookies) {
        byte[] key = new byte[nonces.initiator().length() + nonces.responder().length()];
        nonces.initiator().copyTo(key, 0);
        nonces.responder().copyTo(key, nonces.initiator().length());
        byte[] skeyid = gxy.read(secret -> prf.compute(key, secret));
        return new PhaseOneKeys(prf, proofPrf, SecretBytes.wrap(skeyid), gxy, cookies);
    }

    private SecretBytes next(byte[] before, SecretBytes gxy, byte purpose) {
        return gxy.read(secret ->
                SecretBytes.wrap(prf.compute(skeyid, before, secret, cookies.octets(), new byte[] {purpose})));
    }

    /**
     * HASH_I = prf(SKEYID, g^xi | g^xr | CKY-I | CKY-R | SAi_b | IDii_b).
     *
     * @param gxi body of the initiator's key exchange payload
     * @param gxr body of the responder's
     * @param sai body of the SA payload that the initiator offered, as it was on the wire
     * @param idii body of the initiator's identification payload, as it was on the wire
     */
    public byte[] hashI(Bytes gxi, Bytes gxr, Bytes sai, Bytes idii) {
        return hash(gxi, gxr, cookies, sai, idii);
    }

    /**
     * HASH_R = prf(SKEYID, g^xr | g^xi | CKY-R | CKY-I | SAi_b | IDir_b).
     *
     * @param idir body of the responder's identification payload; all else as in {@link #hashI}
     */
    public byte[] hashR(Bytes gxi, Bytes gxr, Bytes sai, Bytes idir) {
        return hash(gxr, gxi, cookies.swapped(), sai, idir);
    }

    private byte[] hash(Bytes own, Bytes other, Cookies ordered, Bytes sai, Bytes id) {
        return proofPrf.compute(skeyid, own.toArray(), other.toArray(), ordered.octets(), sai.toArray(), id.toArray());
    }

    /** From which the keys of children are made; lent. */
    public SecretBytes skeyidD() {
        return skeyidD;
    }

    /** With which messages of phase 2 are authenticated; lent. */
    public SecretBytes skeyidA() {
        return skeyidA;
    }

    /**
     * The key that encrypts all messages of the ISAKMP SA: the first octets of SKEYID_e, or of K1 | K2 | ... if that has too few,
     * where K1 = prf(SKEYID_e, 0) and K(n+1) = prf(SKEYID_e, Kn) (RFC 2409 appendix B). The caller's.
     */
    public SecretBytes cipherKey(EncryptionAlgorithm encryption) {
        int octets = encryption.keyOctets();
        if (octets <= skeyidE.length()) {
            return skeyidE.read(e -> SecretBytes.wrap(Arrays.copyOf(e, octets)));
        }
        byte[] expanded = Expansion.of(octets, prf.octets(), before -> prf.compute(skeyidE, before), new byte[1]);
        return SecretBytes.wrap(expanded);
    }

    /** Wipes SKEYID, which nobody needs once both ends are authenticated. */
    public void forgetProofKey() {
        skeyid.close();
    }

    @Override
    public void close() {
        forgetProofKey();
        skeyidD.close();
        skeyidA.close();
        skeyidE.close();
    }
}
