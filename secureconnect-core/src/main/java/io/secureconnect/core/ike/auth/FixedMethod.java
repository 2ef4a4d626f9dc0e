package io.secureconnect.core.ike.auth;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.crypto.SignatureScheme;
import io.secureconnect.core.ike.registry.AuthenticationMethod;
import java.math.BigInteger;
import java.security.Key;
import java.security.interfaces.ECKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The methods from before RFC 7427, each with its curve and hash: what is left with a peer that announces no hash algorithms.
 * RSA is with SHA-2 here, which RFC 7296 §2.15 allows; SHA-1, its default, is not taken.
 */
enum FixedMethod {
    RSA(
            AuthenticationMethod.RSA_SIGNATURE,
            0,
            SignatureScheme.RSA_PKCS1_SHA2_256,
            SignatureScheme.RSA_PKCS1_SHA2_384,
            SignatureScheme.RSA_PKCS1_SHA2_512),
    P256(AuthenticationMethod.ECDSA_SHA_256_P256, 32, SignatureScheme.ECDSA_SHA2_256),
    P384(AuthenticationMethod.ECDSA_SHA_384_P384, 48, SignatureScheme.ECDSA_SHA2_384),
    P521(AuthenticationMethod.ECDSA_SHA_512_P521, 66, SignatureScheme.ECDSA_SHA2_512);

    private static final int INTEGER = 0x02;

    private final AuthenticationMethod method;
    private final int numberOctets;
    private final List<SignatureScheme> schemes;

    /** @param numberOctets of r and of s, which stand one after the other (RFC 4754 §7); 0 for the value as it is */
    FixedMethod(AuthenticationMethod method, int numberOctets, SignatureScheme... schemes) {
        this.method = method;
        this.numberOctets = numberOctets;
        this.schemes = List.of(schemes);
    }

    static Optional<FixedMethod> of(int number) {
        return Arrays.stream(values())
                .filter(fixed -> fixed.method.number() == number)
                .findFirst();
    }

    static Optional<FixedMethod> of(Key key) {
        return Arrays.stream(values()).filter(fixed -> fixed.takes(key)).findFirst();
    }

    int number() {
        return method.number();
    }

    /** What may be meant, the one that is sent first. */
    List<SignatureScheme> schemes() {
        return schemes;
    }

    boolean takes(Key key) {
        if (numberOctets == 0) {
            return schemes.get(0).fits(key);
        }
        return key instanceof ECKey && (((ECKey) key).getParams().getOrder().bitLength() + 7) / 8 == numberOctets;
    }

    /** The form of RFC 7427 as the form of this method. */
    Bytes toWire(byte[] signature) {
        if (numberOctets == 0) {
            return Bytes.wrap(signature);
        }
        byte[] both = new byte[2 * numberOctets];
        int at = signature[1] < 0 ? 3 : 2; // behind the header of the SEQUENCE, whose length has one octet, or two
        for (int number = 1; number <= 2; number++) {
            int length = signature[at + 1];
            byte[] value = new BigInteger(Arrays.copyOfRange(signature, at + 2, at + 2 + length)).toByteArray();
            int sign = value[0] == 0 ? 1 : 0;
            System.arraycopy(value, sign, both, number * numberOctets - (value.length - sign), value.length - sign);
            at += 2 + length;
        }
        return Bytes.wrap(both);
    }

    /** The form of this method as that of RFC 7427; empty if it is malformed. */
    Optional<byte[]> fromWire(Bytes signature) {
        if (numberOctets == 0) {
            return Optional.of(signature.toArray());
        }
        if (signature.length() != 2 * numberOctets) {
            return Optional.empty();
        }
        byte[] both = signature.toArray();
        byte[] r = integer(Arrays.copyOf(both, numberOctets));
        byte[] s = integer(Arrays.copyOfRange(both, numberOctets, both.length));
        int length = r.length + s.length;
        byte[] header =
                length < 0x80 ? new byte[] {0x30, (byte) length} : new byte[] {0x30, (byte) 0x81, (byte) length};
        byte[] der = Arrays.copyOf(header, header.length + length);
        System.arraycopy(r, 0, der, header.length, r.length);
        System.arraycopy(s, 0, der, header.length + r.length, s.length);
        return Optional.of(der);
    }

    private static byte[] integer(byte[] unsigned) {
        byte[] value = new BigInteger(1, unsigned).toByteArray();
        byte[] der = new byte[2 + value.length];
        der[0] = INTEGER;
        der[1] = (byte) value.length;
        System.arraycopy(value, 0, der, 2, value.length);
        return der;
    }
}
