package io.secureconnect.testkit.pki;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** The kinds of key that certificates are made with, each with the signature that a CA of it makes. */
public enum KeyKind {
    RSA_2048(
            "RSA",
            new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4),
            "SHA256withRSA",
            Der.sequence(Der.oid("1.2.840.113549.1.1.11"), Der.nothing())),
    RSA_3072(
            "RSA",
            new RSAKeyGenParameterSpec(3072, RSAKeyGenParameterSpec.F4),
            "SHA256withRSA",
            Der.sequence(Der.oid("1.2.840.113549.1.1.11"), Der.nothing())),
    EC_P256("EC", new ECGenParameterSpec("secp256r1"), "SHA256withECDSA", Der.sequence(Der.oid("1.2.840.10045.4.3.2"))),
    EC_P384("EC", new ECGenParameterSpec("secp384r1"), "SHA384withECDSA", Der.sequence(Der.oid("1.2.840.10045.4.3.3"))),
    EC_P521("EC", new ECGenParameterSpec("secp521r1"), "SHA512withECDSA", Der.sequence(Der.oid("1.2.840.10045.4.3.4"))),
    ED25519("Ed25519", NamedParameterSpec.ED25519, "Ed25519", Der.sequence(Der.oid("1.3.101.112"))),
    ED448("Ed448", NamedParameterSpec.ED448, "Ed448", Der.sequence(Der.oid("1.3.101.113")));

    private final String algorithm;
    private final AlgorithmParameterSpec parameters;
    private final String signature;
    private final byte[] signatureAlgorithm;

    KeyKind(String algorithm, AlgorithmParameterSpec parameters, String signature, byte[] signatureAlgorithm) {
        this.algorithm = algorithm;
        this.parameters = parameters;
        this.signature = signature;
        this.signatureAlgorithm = signatureAlgorithm;
    }

    /** A fresh pair; another one each time, whatever the seed of the test. */
    public KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(parameters);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK makes no keys of kind " + this, e);
        }
    }

    /** An AlgorithmIdentifier (RFC 5280 §4.1.1.2). */
    byte[] signatureAlgorithm() {
        return signatureAlgorithm;
    }

    byte[] sign(PrivateKey key, byte[] octets) {
        try {
            Signature engine = Signature.getInstance(signature);
            engine.initSign(key);
            engine.update(octets);
            return engine.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot sign with keys of kind " + this, e);
        }
    }
}
