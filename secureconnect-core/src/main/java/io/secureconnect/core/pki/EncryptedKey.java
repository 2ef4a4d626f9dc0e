package io.secureconnect.core.pki;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Private keys under a password (RFC 5958 §3): PBES2 with what the JDK knows, AES among it. */
final class EncryptedKey {
    private static final String PBES2 = "1.2.840.113549.1.5.13";

    private EncryptedKey() {}

    static boolean isEncrypted(byte[] der) {
        try {
            return new EncryptedPrivateKeyInfo(der).getEncryptedData().length > 0;
        } catch (IOException | RuntimeException otherForm) {
            return false;
        }
    }

    /** PKCS#8 in the clear; the caller wipes it. */
    static byte[] decrypt(byte[] der, char[] password) throws UnreadableCredential {
        PBEKeySpec spec = new PBEKeySpec(password);
        try {
            EncryptedPrivateKeyInfo sealed = new EncryptedPrivateKeyInfo(der);
            AlgorithmParameters parameters = sealed.getAlgParameters();
            String algorithm = sealed.getAlgName();
            if (parameters != null && (algorithm.equals("PBES2") || algorithm.equals(PBES2))) {
                algorithm = parameters.toString(); // the scheme inside, as the JDK names it
            }
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE, SecretKeyFactory.getInstance(algorithm).generateSecret(spec), parameters);
            return cipher.doFinal(sealed.getEncryptedData());
        } catch (GeneralSecurityException | IOException e) {
            throw new UnreadableCredential(
                    "holds a private key that the password does not open; check the password, and encrypt with AES (PBES2)",
                    e);
        } finally {
            spec.clearPassword();
        }
    }
}
