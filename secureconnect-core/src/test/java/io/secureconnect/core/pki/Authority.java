package io.secureconnect.core.pki;

import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.sa.Bytes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** A CA made with Bouncy Castle, which shares nothing with what reads its certificates. */
public final class Authority {
    public static final Instant FROM = Instant.parse("2025-01-01T00:00:00Z");
    public static final Instant UNTIL = Instant.parse("2035-01-01T00:00:00Z");
    public static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private static long serial = 0x1000;

    private final X500Name name;
    private final KeyPair keys;
    private final Optional<Authority> parent;
    private final X509Certificate certificate;

    private Authority(String name, KeyPair keys, Optional<Authority> parent, Consumer<Draft> changes) {
        this.name = encoded(name);
        this.keys = keys;
        this.parent = parent;
        Draft draft = new Draft();
        draft.authority = true;
        draft.keyUsage = KeyUsage.keyCertSign | KeyUsage.cRLSign;
        changes.accept(draft);
        this.certificate = parent.orElse(this).sign(name, keys, draft);
    }

    public static Authority root(String name, String kind) {
        return root(name, kind, draft -> {});
    }

    public static Authority root(String name, String kind, Consumer<Draft> changes) {
        return new Authority(name, keyPair(kind), Optional.empty(), changes);
    }

    public Authority below(String subject, String kind) {
        return below(subject, kind, draft -> {});
    }

    public Authority below(String subject, String kind, Consumer<Draft> changes) {
        return new Authority(subject, keyPair(kind), Optional.of(this), changes);
    }

    /** The same name and key under another CA. */
    public X509Certificate crossSignedBy(Authority other) {
        return new Authority(certificate.getSubjectX500Principal().getName(), keys, Optional.of(other), draft -> {})
                .certificate;
    }

    public Issued issue(String subject, String kind) {
        return issue(subject, kind, draft -> {});
    }

    public Issued issue(String subject, String kind, Consumer<Draft> changes) {
        KeyPair subjectKeys = keyPair(kind);
        Draft draft = new Draft();
        changes.accept(draft);
        List<X509Certificate> chain = new ArrayList<>();
        chain.add(sign(subject, subjectKeys, draft));
        for (Authority at = this; at.parent.isPresent(); at = at.parent.get()) {
            chain.add(at.certificate);
        }
        return new Issued(List.copyOf(chain), subjectKeys.getPrivate());
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public X509CRL crl(Instant thisUpdate, Instant nextUpdate, X509Certificate... revoked) {
        return crl(thisUpdate, nextUpdate, builder -> {}, revoked);
    }

    X509CRL crl(
            Instant thisUpdate, Instant nextUpdate, Consumer<X509v2CRLBuilder> changes, X509Certificate... revoked) {
        try {
            X509v2CRLBuilder builder = new X509v2CRLBuilder(name, Date.from(thisUpdate));
            builder.setNextUpdate(Date.from(nextUpdate));
            for (X509Certificate one : revoked) {
                builder.addCRLEntry(one.getSerialNumber(), Date.from(thisUpdate), CRLReason.keyCompromise);
            }
            changes.accept(builder);
            return new JcaX509CRLConverter().getCRL(builder.build(signer()));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** What this CA, as its own OCSP responder, says; {@code null} for good, as Bouncy Castle has it. */
    public Bytes ocsp(X509Certificate about, CertificateStatus status, Instant thisUpdate, Instant nextUpdate) {
        try {
            var digests = new JcaDigestCalculatorProviderBuilder().build();
            var digest = digests.get(CertificateID.HASH_SHA1);
            BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(
                    SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()), digest);
            builder.addResponse(
                    new CertificateID(digest, new JcaX509CertificateHolder(certificate), about.getSerialNumber()),
                    status,
                    Date.from(thisUpdate),
                    Date.from(nextUpdate));
            var basic = builder.build(signer(), new X509CertificateHolder[0], Date.from(thisUpdate));
            return Bytes.wrap(new OCSPRespBuilder()
                    .build(OCSPRespBuilder.SUCCESSFUL, basic)
                    .getEncoded());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private X509Certificate sign(String subject, KeyPair subjectKeys, Draft draft) {
        try {
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                    name,
                    BigInteger.valueOf(serial++),
                    Date.from(draft.from),
                    Date.from(draft.until),
                    encoded(subject),
                    SubjectPublicKeyInfo.getInstance(subjectKeys.getPublic().getEncoded()));
            if (draft.authority) {
                builder.addExtension(
                        Extension.basicConstraints,
                        true,
                        draft.pathLength < 0 ? new BasicConstraints(true) : new BasicConstraints(draft.pathLength));
            }
            if (draft.keyUsage != 0) {
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(draft.keyUsage));
            }
            if (!draft.purposes.isEmpty()) {
                builder.addExtension(
                        Extension.extendedKeyUsage,
                        draft.criticalPurposes,
                        new ExtendedKeyUsage(draft.purposes.toArray(KeyPurposeId[]::new)));
            }
            if (!draft.names.isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(draft.names.toArray(GeneralName[]::new)));
            }
            if (draft.unknownCritical) {
                builder.addExtension(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"), true, DERNull.INSTANCE);
            }
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer()));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static X500Name encoded(String name) {
        return X500Name.getInstance(new X500Principal(name).getEncoded());
    }

    private ContentSigner signer() throws Exception {
        String kind = keys.getPrivate().getAlgorithm();
        String algorithm = kind.equals("RSA") ? "SHA256withRSA" : kind.startsWith("EC") ? "SHA256withECDSA" : "Ed25519";
        return new JcaContentSignerBuilder(algorithm).build(keys.getPrivate());
    }

    /** RSA, RSA1024, P-256, P-384, P-521 or Ed25519. */
    public static KeyPair keyPair(String kind) {
        try {
            KeyPairGenerator generator =
                    KeyPairGenerator.getInstance(kind.startsWith("RSA") ? "RSA" : kind.startsWith("P-") ? "EC" : kind);
            if (kind.startsWith("RSA")) {
                generator.initialize(kind.equals("RSA") ? 2048 : Integer.parseInt(kind.substring(3)));
            } else if (kind.startsWith("P-")) {
                generator.initialize(new ECGenParameterSpec("secp" + kind.substring(2) + "r1"));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** What may be different about a certificate. */
    public static final class Draft {
        public Instant from = FROM;
        public Instant until = UNTIL;
        public int keyUsage = KeyUsage.digitalSignature;
        public List<KeyPurposeId> purposes = List.of();
        public boolean criticalPurposes;
        public List<GeneralName> names = List.of();
        public boolean unknownCritical;
        public boolean authority;
        public int pathLength = -1;
    }

    /** A certificate with those above it but the root, and its key. */
    public record Issued(List<X509Certificate> chain, PrivateKey key) {
        public X509Certificate leaf() {
            return chain.get(0);
        }

        public CertificateCredential.Builder credential(Authority... anchors) {
            CertificateCredential.Builder builder =
                    CertificateCredential.builder().chain(chain).privateKey(key);
            Set.of(anchors).forEach(anchor -> builder.addTrustAnchors(anchor.certificate));
            return builder;
        }
    }
}
