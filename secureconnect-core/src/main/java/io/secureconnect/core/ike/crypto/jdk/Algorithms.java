package io.secureconnect.core.ike.crypto.jdk;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Cipher;
import javax.crypto.Mac;

/** Algorithms that every JDK has; that one lacks is a broken installation. */
final class Algorithms {
    private Algorithms() {}

    static Mac mac(String name) {
        try {
            return Mac.getInstance(name);
        } catch (GeneralSecurityException e) {
            throw broken(name, e);
        }
    }

    static Cipher cipher(String name) {
        try {
            return Cipher.getInstance(name);
        } catch (GeneralSecurityException e) {
            throw broken(name, e);
        }
    }

    static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (GeneralSecurityException e) {
            throw broken(name, e);
        }
    }

    static IllegalStateException broken(String name, GeneralSecurityException cause) {
        return new IllegalStateException(
                "the security providers of this Java can't do " + name + "; check java.security of the installation",
                cause);
    }
}
