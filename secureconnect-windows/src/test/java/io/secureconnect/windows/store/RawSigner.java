package io.secureconnect.windows.store;

import io.secureconnect.api.sa.Bytes;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Cipher;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/** What CNG does with a key, by a key that is at hand: shares no code with what asks for it. */
public final class RawSigner implements HashSigner {
    /** DigestInfo without the hash (RFC 8017 §9.2 note 1). */
    private static final Map<String, String> INFO = Map.of(
            "SHA256", "3031300d060960864801650304020105000420",
            "SHA384", "3041300d060960864801650304020205000430",
            "SHA512", "3051300d060960864801650304020305000440");

    private final PrivateKey key;

    public RawSigner(PrivateKey key) {
        this.key = key;
    }

    @Override
    public Bytes sign(Bytes hash, Padding padding) throws SignatureException {
        try {
            return Bytes.wrap(
                    switch (padding.kind()) {
                        case NONE -> ecdsa(hash.toArray());
                        case PKCS1 -> pkcs1(padding, hash.toArray());
                        case PSS -> pss(padding, hash.toArray());
                    });
        } catch (GeneralSecurityException | CryptoException | java.io.IOException e) {
            throw new SignatureException(e);
        }
    }

    private byte[] ecdsa(byte[] hash) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("NONEwithECDSAinP1363Format", "SunEC");
        signature.initSign(key);
        signature.update(hash);
        return signature.sign();
    }

    private byte[] pkcs1(Padding padding, byte[] hash) throws GeneralSecurityException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        padding.hash().ifPresent(name -> block.writeBytes(HexFormat.of().parseHex(INFO.get(name))));
        block.writeBytes(hash);
        Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding", "SunJCE");
        rsa.init(Cipher.ENCRYPT_MODE, key);
        return rsa.doFinal(block.toByteArray());
    }

    private byte[] pss(Padding padding, byte[] hash) throws CryptoException, java.io.IOException {
        Digest digest = switch (padding.hash().orElseThrow()) {
            case "SHA256" -> SHA256Digest.newInstance();
            case "SHA384" -> new SHA384Digest();
            default -> new SHA512Digest();
        };
        PSSSigner signer = PSSSigner.createRawSigner(
                new RSABlindedEngine(), digest, digest, padding.saltOctets(), PSSSigner.TRAILER_IMPLICIT);
        signer.init(true, new ParametersWithRandom((RSAPrivateCrtKeyParameters)
                PrivateKeyFactory.createKey(key.getEncoded())));
        signer.update(hash, 0, hash.length);
        return signer.generateSignature();
    }
}
