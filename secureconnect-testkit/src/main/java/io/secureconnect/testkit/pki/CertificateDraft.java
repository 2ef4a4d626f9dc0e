package io.secureconnect.testkit.pki;

import io.secureconnect.api.sa.IpAddress;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/**
 * A certificate that a {@link TestCa} is about to issue. Unless told otherwise it is what a host of a fleet needs, and valid
 * from 2020 to the end of 2049, so today as well as on a {@link io.secureconnect.testkit.time.ManualClock}.
 */
public final class CertificateDraft {
    /** The bits of the key usage extension, the first one is the highest of an octet (RFC 5280 §4.2.1.3). */
    private static final int DIGITAL_SIGNATURE = 0x80;

    private static final int KEY_CERT_SIGN = 0x04;
    private static final int CRL_SIGN = 0x02;

    private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2049-12-31T23:59:59Z");

    private final TestCa issuer;
    private final X500Principal subject;
    private final List<byte[]> extensions = new ArrayList<>();
    private final List<byte[]> names = new ArrayList<>();
    private KeyKind kind;
    private Instant from = FROM;
    private Instant until = UNTIL;
    private int keyUsage = DIGITAL_SIGNATURE;

    CertificateDraft(TestCa issuer, String subject, KeyKind kind) {
        this.issuer = issuer;
        this.subject = new X500Principal(subject);
        this.kind = kind;
    }

    /** The kind of the subject's key; unless told otherwise, that of the CA. */
    public CertificateDraft key(KeyKind chosen) {
        kind = chosen;
        return this;
    }

    public CertificateDraft valid(Instant notBefore, Instant notAfter) {
        from = notBefore;
        until = notAfter;
        return this;
    }

    /** A subject alternative name of type dNSName. */
    public CertificateDraft dnsName(String name) {
        names.add(Der.context(2, false, Der.ascii(name)));
        return this;
    }

    /** A subject alternative name of type rfc822Name. */
    public CertificateDraft mailName(String name) {
        names.add(Der.context(1, false, Der.ascii(name)));
        return this;
    }

    /** A subject alternative name of type iPAddress. */
    public CertificateDraft address(IpAddress address) {
        names.add(Der.context(7, false, address.octets()));
        return this;
    }

    /**
     * Another key usage than digitalSignature.
     *
     * @param bits the first octet of the bit string (RFC 5280 §4.2.1.3): 0x80 digitalSignature, 0x40 nonRepudiation, 0x20
     *     keyEncipherment, ...; 0 for no such extension
     */
    public CertificateDraft keyUsage(int bits) {
        keyUsage = bits;
        return this;
    }

    /** An extended key usage (RFC 5280 §4.2.1.12), in dotted form. */
    public CertificateDraft extendedKeyUsage(boolean critical, String... purposes) {
        byte[][] oids = new byte[purposes.length][];
        for (int at = 0; at < purposes.length; at++) {
            oids[at] = Der.oid(purposes[at]);
        }
        extensions.add(extension("2.5.29.37", critical, Der.sequence(oids)));
        return this;
    }

    /** An extension that nobody knows. */
    public CertificateDraft unknownExtension(boolean critical) {
        extensions.add(extension("1.3.6.1.4.1.99999.1", critical, Der.nothing()));
        return this;
    }

    /** Signs it. */
    public IssuedCertificate issue() {
        KeyPair keys = kind.generate();
        return issuer.sign(this, kind, keys);
    }

    /** What makes the subject a CA, with at most so many CAs below it; negative for no bound. */
    CertificateDraft authority(int pathLength) {
        keyUsage = KEY_CERT_SIGN | CRL_SIGN;
        byte[] bound = pathLength < 0 ? new byte[0] : Der.integer(pathLength);
        extensions.add(extension("2.5.29.19", true, Der.sequence(Der.bool(true), bound)));
        return this;
    }

    /** The octets to be signed (RFC 5280 §4.1.2). */
    byte[] toBeSigned(X500Principal issuerName, byte[] signatureAlgorithm, long serial, KeyPair keys) {
        List<byte[]> all = new ArrayList<>(extensions);
        if (keyUsage != 0) {
            int unused = Integer.numberOfTrailingZeros(keyUsage);
            all.add(extension("2.5.29.15", true, Der.bitString(unused, new byte[] {(byte) keyUsage})));
        }
        if (!names.isEmpty()) {
            all.add(extension("2.5.29.17", false, Der.sequence(names.toArray(byte[][]::new))));
        }
        byte[] version3 = Der.context(0, true, Der.integer(2));
        byte[] listed = all.isEmpty() ? new byte[0] : Der.context(3, true, Der.sequence(all.toArray(byte[][]::new)));
        return Der.sequence(
                version3,
                Der.integer(serial),
                signatureAlgorithm,
                issuerName.getEncoded(),
                Der.sequence(Der.time(from), Der.time(until)),
                subject.getEncoded(),
                keys.getPublic().getEncoded(),
                listed);
    }

    X500Principal subject() {
        return subject;
    }

    private static byte[] extension(String oid, boolean critical, byte[] value) {
        return Der.sequence(Der.oid(oid), critical ? Der.bool(true) : new byte[0], Der.octetString(value));
    }
}
