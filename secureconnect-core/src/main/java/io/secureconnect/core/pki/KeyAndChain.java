package io.secureconnect.core.pki;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A private key with its certificate and those above it, in order, found among certificates in any order. */
public final class KeyAndChain {
    private static final byte[] PROBE = {'p', 'r', 'o', 'b', 'e'};

    private final PrivateKey key;
    private final List<X509Certificate> chain;

    private KeyAndChain(PrivateKey key, List<X509Certificate> chain) {
        this.key = key;
        this.chain = chain;
    }

    /**
     * Puts together what belongs together; certificates that are no part of the chain, and self-signed CAs, are left out.
     *
     * @throws UnreadableCredential if the key belongs to no certificate
     */
    public static KeyAndChain of(PrivateKey key, Collection<X509Certificate> certificates) throws UnreadableCredential {
        for (X509Certificate leaf : certificates) {
            if (belongsTo(key, leaf.getPublicKey())) {
                return new KeyAndChain(key, chain(leaf, certificates));
            }
        }
        throw new UnreadableCredential("holds a private key that belongs to none of the certificates");
    }

    public PrivateKey key() {
        return key;
    }

    /** The host's certificate first. */
    public List<X509Certificate> chain() {
        return chain;
    }

    private static List<X509Certificate> chain(X509Certificate leaf, Collection<X509Certificate> certificates) {
        List<X509Certificate> chain = new ArrayList<>();
        chain.add(leaf);
        for (int at = 0; at < chain.size() && chain.size() < CertificateBounds.MOST_CERTIFICATES; at++) {
            X509Certificate last = chain.get(at);
            certificates.stream()
                    .filter(issuer -> !chain.contains(issuer) && !isSelfIssued(issuer) && hasIssued(issuer, last))
                    .findFirst()
                    .ifPresent(chain::add);
        }
        return List.copyOf(chain);
    }

    private static boolean isSelfIssued(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    private static boolean hasIssued(X509Certificate issuer, X509Certificate subject) {
        if (!issuer.getSubjectX500Principal().equals(subject.getIssuerX500Principal())) {
            return false;
        }
        try {
            subject.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** By trial: what the one signs the other verifies. Works for keys that do not leave their token, too. */
    private static boolean belongsTo(PrivateKey key, PublicKey publicKey) {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC", "ECDSA" -> "SHA256withECDSA";
            case "EdDSA", "Ed25519", "Ed448" -> "EdDSA";
            default -> "";
        };
        if (algorithm.isEmpty()) {
            return key.getAlgorithm().equals(publicKey.getAlgorithm()); // RSASSA-PSS: the first negotiation will tell
        }
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(PROBE);
            byte[] made = signature.sign();
            signature.initVerify(publicKey);
            signature.update(PROBE);
            return signature.verify(made);
        } catch (GeneralSecurityException | RuntimeException otherKind) {
            return false;
        }
    }

    /** The certificate's subject, never the key. */
    @Override
    public String toString() {
        return "KeyAndChain[" + NameText.subject(chain.get(0)) + "]";
    }
}
