package io.secureconnect.testkit.pki;

import io.secureconnect.api.auth.CertificateCredential;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;

/** A certificate that a {@link TestCa} issued, with its private key, in every form in which a host may be given it. */
public final class IssuedCertificate {
    private static final String KEY_ENCRYPTION = "PBEWithHmacSHA256AndAES_256";
    private static final String PBES2 = "1.2.840.113549.1.5.13";
    private static final String PBKDF2 = "1.2.840.113549.1.5.12";
    private static final String HMAC_SHA256 = "1.2.840.113549.2.9";
    private static final String AES256_CBC = "2.16.840.1.101.3.4.1.42";

    private final List<X509Certificate> chain;
    private final PrivateKey privateKey;
    private final KeyKind kind;

    IssuedCertificate(List<X509Certificate> chain, PrivateKey privateKey, KeyKind kind) {
        this.chain = List.copyOf(chain);
        this.privateKey = privateKey;
        this.kind = kind;
    }

    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** The certificate, then the intermediate ones, without the root. */
    public List<X509Certificate> chain() {
        return chain;
    }

    public PrivateKey privateKey() {
        return privateKey;
    }

    public KeyKind kind() {
        return kind;
    }

    /** What an engine needs to prove itself with this certificate and to believe those under {@code anchors}. */
    public CertificateCredential credential(TestCa... anchors) {
        return credential(List.of(), anchors);
    }

    /** The same with revocation lists. */
    public CertificateCredential credential(List<X509CRL> revocationLists, TestCa... anchors) {
        return CertificateCredential.builder()
                .chain(chain)
                .privateKey(privateKey)
                .trustAnchors(Stream.of(anchors).map(TestCa::certificate).collect(Collectors.toSet()))
                .revocationLists(revocationLists)
                .build();
    }

    /** The whole {@link #chain} in PEM. */
    public String chainPem() {
        return chain.stream().map(Pem::of).collect(Collectors.joining());
    }

    /** The private key in the clear, PKCS#8 in PEM. */
    public String keyPem() {
        return Pem.of("PRIVATE KEY", privateKey.getEncoded());
    }

    /** The private key under a password, PKCS#8 with PBES2 in PEM. */
    public String encryptedKeyPem(String password) {
        try {
            Cipher cipher = Cipher.getInstance(KEY_ENCRYPTION);
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    SecretKeyFactory.getInstance(KEY_ENCRYPTION)
                            .generateSecret(new PBEKeySpec(password.toCharArray())));
            byte[] sealed = cipher.doFinal(privateKey.getEncoded());
            PBEParameterSpec derivation = cipher.getParameters().getParameterSpec(PBEParameterSpec.class);
            byte[] algorithm =
                    Der.sequence(Der.oid(PBES2), Der.sequence(derivation(derivation), encryption(derivation)));
            return Pem.of("ENCRYPTED PRIVATE KEY", Der.sequence(algorithm, Der.octetString(sealed)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK encrypts no private keys", e);
        }
    }

    private static byte[] derivation(PBEParameterSpec spec) {
        byte[] prf = Der.sequence(Der.oid(HMAC_SHA256), Der.nothing());
        byte[] parameters = Der.sequence(Der.octetString(spec.getSalt()), Der.integer(spec.getIterationCount()), prf);
        return Der.sequence(Der.oid(PBKDF2), parameters);
    }

    private static byte[] encryption(PBEParameterSpec spec) {
        byte[] iv = ((IvParameterSpec) spec.getParameterSpec()).getIV();
        return Der.sequence(Der.oid(AES256_CBC), Der.octetString(iv));
    }

    /** Key and chain in one container. */
    public byte[] pkcs12(String password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("host", privateKey, password.toCharArray(), chain.toArray(X509Certificate[]::new));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, password.toCharArray());
            return out.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JDK writes no PKCS#12", e);
        }
    }

    /** The subject, never the key. */
    @Override
    public String toString() {
        return "IssuedCertificate[" + certificate().getSubjectX500Principal().getName() + "]";
    }
}
