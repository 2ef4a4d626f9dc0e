package io.secureconnect.windows.store;

import io.secureconnect.api.sa.Bytes;
import java.io.ByteArrayOutputStream;
import java.security.AlgorithmParameters;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One signature by a {@link CngKey}: the hash is made here, the rest where the key is. */
final class CngSignature extends SignatureSpi {
    /** Names of CNG by those of Java. */
    private static final Map<String, String> HASHES =
            Map.of("SHA-256", "SHA256", "SHA-384", "SHA384", "SHA-512", "SHA512");

    private final CngAlgorithm algorithm;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private @Nullable CngKey key;
    private @Nullable PSSParameterSpec pss;

    CngSignature(CngAlgorithm algorithm) {
        this.algorithm = algorithm;
    }

    @Override
    protected void engineInitSign(PrivateKey given) throws InvalidKeyException {
        if (!(given instanceof CngKey) || !algorithm.takes(given.getAlgorithm())) {
            throw new InvalidKeyException(algorithm.javaName() + " takes a key of " + algorithm.keyAlgorithm()
                    + " in a store of Windows, not one of " + given.getAlgorithm());
        }
        key = (CngKey) given;
        message.reset();
    }

    @Override
    protected void engineSetParameter(@Nullable AlgorithmParameterSpec given)
            throws InvalidAlgorithmParameterException {
        if (algorithm != CngAlgorithm.PSS || !(given instanceof PSSParameterSpec)) {
            throw new InvalidAlgorithmParameterException(algorithm.javaName() + " has no such parameters: " + given);
        }
        PSSParameterSpec spec = (PSSParameterSpec) given;
        boolean oneHash = spec.getMGFParameters() instanceof MGF1ParameterSpec
                && ((MGF1ParameterSpec) spec.getMGFParameters())
                        .getDigestAlgorithm()
                        .equals(spec.getDigestAlgorithm());
        if (!HASHES.containsKey(spec.getDigestAlgorithm()) || !oneHash || spec.getTrailerField() != 1) {
            throw new InvalidAlgorithmParameterException(
                    "RSASSA-PSS is made with SHA-256, SHA-384 or SHA-512 for message and mask, not with " + spec);
        }
        pss = spec;
    }

    @Override
    protected void engineUpdate(byte octet) {
        message.write(octet);
    }

    @Override
    protected void engineUpdate(byte[] octets, int offset, int length) {
        message.write(octets, offset, length);
    }

    @Override
    protected byte[] engineSign() throws SignatureException {
        CngKey signing = key;
        if (signing == null) {
            throw new SignatureException("there is no key; initialize the signature with one");
        }
        byte[] octets = message.toByteArray();
        message.reset();
        byte[] signature =
                signing.signer().sign(Bytes.wrap(hash(octets)), padding()).toArray();
        return algorithm.isEcdsa() ? EcdsaDer.of(signature) : signature;
    }

    private byte[] hash(byte[] octets) throws SignatureException {
        Optional<String> name = pss == null ? algorithm.hash() : Optional.of(pss.getDigestAlgorithm());
        try {
            return name.isEmpty()
                    ? octets
                    : MessageDigest.getInstance(name.get()).digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new SignatureException(e);
        }
    }

    private Padding padding() throws SignatureException {
        if (algorithm.isEcdsa()) {
            return Padding.NONE;
        }
        if (algorithm != CngAlgorithm.PSS) {
            return Padding.pkcs1(algorithm.hash().map(HASHES::get));
        }
        PSSParameterSpec spec = pss;
        if (spec == null) {
            throw new SignatureException("RSASSA-PSS needs its parameters; set them after the key");
        }
        return Padding.pss(String.valueOf(HASHES.get(spec.getDigestAlgorithm())), spec.getSaltLength());
    }

    @Override
    protected void engineInitVerify(PublicKey given) throws InvalidKeyException {
        throw new InvalidKeyException("this provider signs; let another verify");
    }

    @Override
    protected boolean engineVerify(byte[] signature) throws SignatureException {
        throw new SignatureException("this provider signs; let another verify");
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {
        throw new UnsupportedOperationException(name);
    }

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
        throw new UnsupportedOperationException(name);
    }

    @Override
    protected @Nullable AlgorithmParameters engineGetParameters() {
        return null; // nothing of it is sent
    }
}
