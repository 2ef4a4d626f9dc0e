package io.secureconnect.core.ike.crypto.jdk;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Cipher;
import javax.crypto.Mac;

/** Algorithms that every JDK has; that one lacks is a broken installation. */
public final class Algorithms {
    private static final int SHA1_OCTETS = 20;

    private Algorithms() {}

    public static Mac mac(String name) {
        try {
            return Mac.getInstance(name);
        } catch (GeneralSecurityException e) {
            throw broken(name, e);
        }
    }

    public static Cipher cipher(String name) {
        try {
            return Cipher.getInstance(name);
        } catch (GeneralSecurityException e) {
            throw broken(name, e);
        }
    }

    public static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (GeneralSecurityException e) {
            throw broken(name, e);
        }
    }

    public static IllegalStateException broken(String name, GeneralSecurityException cause) {
        return new IllegalStateException(
                "the security providers of this Java can't do " + name + "; check java.security of the installation",
                cause);
    }

    /** The number in the name of the SHA of so many octets: 1 of 20, 256 of 32. */
    public static int shaNumber(int octets) {
        return octets == SHA1_OCTETS ? 1 : octets * Byte.SIZE;
    }
}
