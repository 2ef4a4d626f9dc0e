package io.secureconnect.testkit.kernel.bench;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The yardstick: what no ESP in this JDK can beat. One cipher object and one key for each direction, arrays reused. */
final class BareAesGcm {
    private static final int ICV = 16;
    private static final int NONCE = 12;

    private final SecretKeySpec key;
    private final Cipher seal;
    private final Cipher open;
    private final byte[] nonce = new byte[NONCE];
    private final byte[] associated = new byte[12];
    private final byte[] text;
    private final byte[] sealed;
    private final byte[] opened;
    private long counter;

    /** @param size octets of payload; those of an ESP trailer are added, so that both encrypt the same */
    BareAesGcm(byte[] key, int size) {
        this.key = new SecretKeySpec(key, "AES");
        int padded = (size + 2 + 3) / 4 * 4;
        text = new byte[padded];
        sealed = new byte[padded + ICV];
        opened = new byte[padded + ICV];
        try {
            seal = Cipher.getInstance("AES/GCM/NoPadding");
            open = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    int sealAndOpen() {
        try {
            ByteBuffer.wrap(nonce).putLong(4, ++counter);
            seal.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(ICV * 8, nonce));
            seal.updateAAD(associated);
            int length = seal.doFinal(text, 0, text.length, sealed, 0);
            open.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(ICV * 8, nonce));
            open.updateAAD(associated);
            return open.doFinal(sealed, 0, length, opened, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
