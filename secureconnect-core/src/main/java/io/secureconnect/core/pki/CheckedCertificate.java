package io.secureconnect.core.pki;

import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Principal;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * A certificate whose signature somebody else than the JDK checks, for the JDK's own path validation; in all else it is the
 * certificate that it wraps.
 */
@SuppressWarnings("serial") // lives as long as one validation
final class CheckedCertificate extends X509Certificate {
    private final transient X509Certificate wrapped;
    private final transient CertificateSignatures signatures;

    CheckedCertificate(X509Certificate wrapped, CertificateSignatures signatures) {
        this.wrapped = wrapped;
        this.signatures = signatures;
    }

    @Override
    public void verify(PublicKey key)
            throws CertificateException, NoSuchAlgorithmException, InvalidKeyException, NoSuchProviderException,
                    SignatureException {
        Optional<Boolean> holds =
                signatures.check(wrapped.getSigAlgOID(), key, wrapped.getTBSCertificate(), wrapped.getSignature());
        if (holds.isEmpty()) {
            wrapped.verify(key);
        } else if (!holds.get()) {
            throw new SignatureException("the issuer's key did not make the signature");
        }
    }

    @Override
    public void verify(PublicKey key, @Nullable String provider)
            throws CertificateException, NoSuchAlgorithmException, InvalidKeyException, NoSuchProviderException,
                    SignatureException {
        if (provider == null) { // as some versions of the JDK's validation call it
            verify(key);
        } else {
            wrapped.verify(key, provider);
        }
    }

    @Override
    public String toString() {
        return wrapped.toString();
    }

    @Override
    public byte[] getEncoded() throws CertificateEncodingException {
        return wrapped.getEncoded();
    }

    @Override
    public PublicKey getPublicKey() {
        return wrapped.getPublicKey();
    }

    @Override
    public void checkValidity() throws CertificateExpiredException, CertificateNotYetValidException {
        wrapped.checkValidity();
    }

    @Override
    public void checkValidity(Date date) throws CertificateExpiredException, CertificateNotYetValidException {
        wrapped.checkValidity(date);
    }

    @Override
    public int getVersion() {
        return wrapped.getVersion();
    }

    @Override
    public BigInteger getSerialNumber() {
        return wrapped.getSerialNumber();
    }

    @Override
    public Principal getIssuerDN() {
        return wrapped.getIssuerX500Principal();
    }

    @Override
    public Principal getSubjectDN() {
        return wrapped.getSubjectX500Principal();
    }

    @Override
    public X500Principal getIssuerX500Principal() {
        return wrapped.getIssuerX500Principal();
    }

    @Override
    public X500Principal getSubjectX500Principal() {
        return wrapped.getSubjectX500Principal();
    }

    @Override
    public Date getNotBefore() {
        return wrapped.getNotBefore();
    }

    @Override
    public Date getNotAfter() {
        return wrapped.getNotAfter();
    }

    @Override
    public byte[] getTBSCertificate() throws CertificateEncodingException {
        return wrapped.getTBSCertificate();
    }

    @Override
    public byte[] getSignature() {
        return wrapped.getSignature();
    }

    @Override
    public String getSigAlgName() {
        return wrapped.getSigAlgName();
    }

    @Override
    public String getSigAlgOID() {
        return wrapped.getSigAlgOID();
    }

    @Override
    public byte @Nullable [] getSigAlgParams() {
        return wrapped.getSigAlgParams();
    }

    @Override
    public boolean @Nullable [] getIssuerUniqueID() {
        return wrapped.getIssuerUniqueID();
    }

    @Override
    public boolean @Nullable [] getSubjectUniqueID() {
        return wrapped.getSubjectUniqueID();
    }

    @Override
    public boolean @Nullable [] getKeyUsage() {
        return wrapped.getKeyUsage();
    }

    @Override
    public int getBasicConstraints() {
        return wrapped.getBasicConstraints();
    }

    @Override
    public boolean hasUnsupportedCriticalExtension() {
        return wrapped.hasUnsupportedCriticalExtension();
    }

    @Override
    public @Nullable Set<String> getCriticalExtensionOIDs() {
        return wrapped.getCriticalExtensionOIDs();
    }

    @Override
    public @Nullable Set<String> getNonCriticalExtensionOIDs() {
        return wrapped.getNonCriticalExtensionOIDs();
    }

    @Override
    public byte @Nullable [] getExtensionValue(String oid) {
        return wrapped.getExtensionValue(oid);
    }
}
