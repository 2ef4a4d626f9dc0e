package io.secureconnect.testkit.pki;

import java.io.ByteArrayInputStream;
import java.security.KeyPair;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * A certificate authority for tests: issues and revokes whatever it is asked to, also what a good one would not.
 *
 * <pre>{@code
 * TestCa root = TestCa.root("CN=Acme Root CA,O=Acme,C=US", KeyKind.EC_P256);
 * IssuedCertificate web1 = root.issue("CN=web1,O=Acme,C=US");
 * CertificateCredential credential = web1.credential(root);
 * }</pre>
 *
 * <p>Its keys are new at each run, so signatures differ from run to run; nothing else does. Thread-safe.
 */
public final class TestCa {
    private static final int UNBOUNDED = -1;

    private final X500Principal name;
    private final KeyKind kind;
    private final KeyPair keys;
    private final Optional<TestCa> parent;
    private final List<byte[]> revoked = new ArrayList<>();
    private X509Certificate certificate;
    private long serial;

    private TestCa(X500Principal name, KeyKind kind, Optional<TestCa> parent) {
        this.name = name;
        this.kind = kind;
        this.keys = kind.generate();
        this.parent = parent;
        TestCa issuer = parent.orElse(this);
        this.certificate =
                issuer.certificate(new CertificateDraft(issuer, name.getName(), kind).authority(UNBOUNDED), keys);
    }

    /** A CA that certifies itself. */
    public static TestCa root(String name, KeyKind kind) {
        return new TestCa(new X500Principal(name), kind, Optional.empty());
    }

    /** A CA that this one certifies. */
    public TestCa intermediate(String subject, KeyKind key) {
        return new TestCa(new X500Principal(subject), key, Optional.of(this));
    }

    /** The same, with at most {@code pathLength} CAs below it, valid for so long. */
    public TestCa intermediate(String subject, KeyKind key, int pathLength, Instant from, Instant until) {
        TestCa authority = intermediate(subject, key);
        authority.certificate = certificate(
                new CertificateDraft(this, subject, key).authority(pathLength).valid(from, until), authority.keys);
        return authority;
    }

    /** The same key under another certificate of {@code other}: a change of root. */
    public X509Certificate certifiedBy(TestCa other) {
        return other.certificate(new CertificateDraft(other, name.getName(), kind).authority(UNBOUNDED), keys);
    }

    /** A host's certificate, with a new key of the kind of this CA. */
    public IssuedCertificate issue(String subject) {
        return draft(subject).issue();
    }

    /** A certificate of which something is to be different. */
    public CertificateDraft draft(String subject) {
        return new CertificateDraft(this, subject, kind);
    }

    /** Puts a certificate on the lists made from now on. */
    public synchronized void revoke(X509Certificate issued, Instant when) {
        revoked.add(Der.sequence(Der.integer(issued.getSerialNumber().longValueExact()), Der.time(when)));
    }

    /** What is revoked now (RFC 5280 §5). */
    public synchronized X509CRL revocationList(Instant thisUpdate, Instant nextUpdate) {
        byte[] listed = revoked.isEmpty() ? new byte[0] : Der.sequence(revoked.toArray(byte[][]::new));
        byte[] toBeSigned = Der.sequence(
                Der.integer(1),
                kind.signatureAlgorithm(),
                name.getEncoded(),
                Der.time(thisUpdate),
                Der.time(nextUpdate),
                listed);
        try {
            return (X509CRL) factory().generateCRL(new ByteArrayInputStream(signed(toBeSigned)));
        } catch (CRLException e) {
            throw new IllegalStateException("the CA made a list that cannot be read", e);
        }
    }

    /** Its own certificate. */
    public X509Certificate certificate() {
        return certificate;
    }

    public X500Principal name() {
        return name;
    }

    /** The CAs between a certificate of this one and the root, without the root. */
    List<X509Certificate> below() {
        List<X509Certificate> path = new ArrayList<>();
        for (TestCa at = this; at.parent.isPresent(); at = at.parent.get()) {
            path.add(at.certificate);
        }
        return path;
    }

    KeyPair keys() {
        return keys;
    }

    KeyKind kind() {
        return kind;
    }

    IssuedCertificate sign(CertificateDraft draft, KeyKind subjectKind, KeyPair subjectKeys) {
        List<X509Certificate> chain = new ArrayList<>();
        chain.add(certificate(draft, subjectKeys));
        chain.addAll(below());
        return new IssuedCertificate(chain, subjectKeys.getPrivate(), subjectKind);
    }

    private synchronized X509Certificate certificate(CertificateDraft draft, KeyPair subjectKeys) {
        serial++;
        byte[] toBeSigned = draft.toBeSigned(name, kind.signatureAlgorithm(), serial, subjectKeys);
        return Pem.readCertificate(signed(toBeSigned));
    }

    private byte[] signed(byte[] toBeSigned) {
        byte[] signature = kind.sign(keys.getPrivate(), toBeSigned);
        return Der.sequence(toBeSigned, kind.signatureAlgorithm(), Der.bitString(0, signature));
    }

    private static CertificateFactory factory() {
        try {
            return CertificateFactory.getInstance("X.509");
        } catch (CertificateException e) {
            throw new IllegalStateException("this JDK reads no certificates", e);
        }
    }

    /** Its name. */
    @Override
    public String toString() {
        return "TestCa[" + name.getName() + "]";
    }
}
