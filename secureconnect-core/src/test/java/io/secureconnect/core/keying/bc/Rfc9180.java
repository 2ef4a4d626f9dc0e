package io.secureconnect.core.keying.bc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The receiver of HPKE in mode auth with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-GCM, written from RFC 9180 §4 to §6
 * with the JDK's own primitives: an independent judge of what we seal.
 */
final class Rfc9180 {
    private static final byte MODE_AUTH = 2;
    private static final byte[] KEM_SUITE = join("KEM".getBytes(US_ASCII), i2osp(0x0020));

    private final int aeadId;
    private final int keyOctets;

    /** @param aeadId 1 for AES-128-GCM, 2 for AES-256-GCM (RFC 9180 §7.3) */
    Rfc9180(int aeadId) {
        this.aeadId = aeadId;
        this.keyOctets = aeadId == 1 ? 16 : 32;
    }

    /** OpenAuth, for the first message of a context. */
    byte[] open(byte[] enc, byte[] skR, byte[] pkR, byte[] pkS, byte[] info, byte[] aad, byte[] ct)
            throws GeneralSecurityException {
        byte[] dh = join(agree(skR, enc), agree(skR, pkS));
        byte[] prk = labeledExtract(KEM_SUITE, new byte[0], "eae_prk", dh);
        byte[] shared = labeledExpand(KEM_SUITE, prk, "shared_secret", join(enc, pkR, pkS), 32);
        byte[] suite = join("HPKE".getBytes(US_ASCII), i2osp(0x0020), i2osp(0x0001), i2osp(aeadId));
        byte[] schedule = join(
                new byte[] {MODE_AUTH},
                labeledExtract(suite, new byte[0], "psk_id_hash", new byte[0]),
                labeledExtract(suite, new byte[0], "info_hash", info));
        byte[] secret = labeledExtract(suite, shared, "secret", new byte[0]);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(labeledExpand(suite, secret, "key", schedule, keyOctets), "AES"),
                new GCMParameterSpec(128, labeledExpand(suite, secret, "base_nonce", schedule, 12)));
        cipher.updateAAD(aad);
        return cipher.doFinal(ct);
    }

    private static byte[] agree(byte[] privateKey, byte[] publicKey) throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance("X25519");
        byte[] bigEndian = new byte[publicKey.length];
        for (int i = 0; i < publicKey.length; i++) {
            bigEndian[i] = publicKey[publicKey.length - 1 - i];
        }
        bigEndian[0] &= 0x7f;
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(factory.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, privateKey)));
        agreement.doPhase(
                factory.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, bigEndian))),
                true);
        return agreement.generateSecret();
    }

    private static byte[] labeledExtract(byte[] suite, byte[] salt, String label, byte[] ikm)
            throws GeneralSecurityException {
        byte[] key = salt.length == 0 ? new byte[32] : salt;
        return hmac(key, join("HPKE-v1".getBytes(US_ASCII), suite, label.getBytes(US_ASCII), ikm));
    }

    private static byte[] labeledExpand(byte[] suite, byte[] prk, String label, byte[] info, int length)
            throws GeneralSecurityException {
        byte[] labeled = join(i2osp(length), "HPKE-v1".getBytes(US_ASCII), suite, label.getBytes(US_ASCII), info);
        return Arrays.copyOf(hmac(prk, join(labeled, new byte[] {1})), length); // at most one block is needed here
    }

    private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
    }

    private static byte[] i2osp(int value) {
        return new byte[] {(byte) (value >> 8), (byte) value};
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
