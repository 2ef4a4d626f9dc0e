package io.secureconnect.testkit.ike.bench;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;

/**
 * A signature of P-256 for each end, and for the other the check of that and of the certificate that its CA signed. The CA's
 * key is always the same; a peer's key is one that was never seen before, so that nothing can be computed ahead for it.
 */
final class EcdsaProofs implements BareProofs {
    private static final int CERTIFICATE_OCTETS = 400;
    private static final int HALF = 32;

    private final AsymmetricCipherKeyPair own = pair();
    private final AsymmetricCipherKeyPair authority = pair();
    private final byte[] certificate = new byte[CERTIFICATE_OCTETS];
    private final BigInteger[] certified = sign(authority, certificate);

    private static AsymmetricCipherKeyPair pair() {
        X9ECParameters p256 = CustomNamedCurves.getByName("secp256r1");
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(new ECDomainParameters(p256), new SecureRandom()));
        return generator.generateKeyPair();
    }

    @Override
    public byte[] prove(byte[] signedOctets) {
        BigInteger[] rs = sign(own, signedOctets);
        byte[] proof = new byte[2 * HALF];
        put(rs[0], proof, 0);
        put(rs[1], proof, HALF);
        return proof;
    }

    @Override
    public void verify(byte[] signedOctets, byte[] proof) {
        ECPublicKeyParameters known = (ECPublicKeyParameters) own.getPublic();
        ECPublicKeyParameters unseen = new ECPublicKeyParameters(
                known.getParameters().getCurve().decodePoint(known.getQ().getEncoded(false)), known.getParameters());
        check(unseen, signedOctets, new BigInteger(1, proof, 0, HALF), new BigInteger(1, proof, HALF, HALF));
        check(authority.getPublic(), certificate, certified[0], certified[1]);
    }

    @Override
    public int messageOctets() {
        return 900;
    }

    private static BigInteger[] sign(AsymmetricCipherKeyPair pair, byte[] message) {
        ECDSASigner signer = new ECDSASigner();
        signer.init(true, pair.getPrivate());
        return signer.generateSignature(hash(message));
    }

    private static void check(CipherParameters key, byte[] message, BigInteger r, BigInteger s) {
        ECDSASigner signer = new ECDSASigner();
        signer.init(false, key);
        if (!signer.verifySignature(hash(message), r, s)) {
            throw new IllegalStateException("a signature does not hold");
        }
    }

    private static byte[] hash(byte[] message) {
        SHA256Digest digest = new SHA256Digest();
        digest.update(message, 0, message.length);
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return hash;
    }

    private static void put(BigInteger value, byte[] target, int at) {
        byte[] octets = value.toByteArray();
        int length = Math.min(HALF, octets.length);
        System.arraycopy(octets, octets.length - length, target, at + HALF - length, length);
    }
}
