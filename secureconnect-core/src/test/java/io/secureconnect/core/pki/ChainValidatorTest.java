package io.secureconnect.core.pki;

import static io.secureconnect.api.keying.NegotiationFailure.CERTIFICATE_EXPIRED;
import static io.secureconnect.api.keying.NegotiationFailure.CERTIFICATE_INVALID;
import static io.secureconnect.api.keying.NegotiationFailure.CERTIFICATE_REVOKED;
import static io.secureconnect.api.keying.NegotiationFailure.REVOCATION_UNKNOWN;
import static io.secureconnect.api.keying.NegotiationFailure.UNTRUSTED_ISSUER;
import static io.secureconnect.core.pki.Authority.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.OcspSource;
import io.secureconnect.api.auth.RevocationPolicy;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.pki.Authority.Draft;
import io.secureconnect.core.pki.Authority.Issued;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainValidatorTest {
    private static final String ROOT = "CN=Root CA,O=Acme,C=US";
    private static final Duration DAY = Duration.ofDays(1);

    private final Authority root = Authority.root(ROOT, "P-256");
    private final Authority issuing = root.below("CN=Issuing CA,O=Acme,C=US", "P-256");
    private final Issued web = issuing.issue("CN=web1,O=Acme,C=US", "P-256");
    private final ChainValidator validator = new ChainValidator();

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "P-256", "P-384", "P-521", "Ed25519"})
    void chainsOfEveryKindOfKeyAreBelieved(String kind) {
        Authority own = Authority.root(ROOT, kind);
        assertBelieved(own, own.issue("CN=web1", kind));
        assertBelieved(own, own.below("CN=Issuing", kind).issue("CN=web1", kind));
    }

    @Test
    void theOrderOfIntermediateCertificatesAndNeedlessOnesDoNotMatter() {
        Authority deep = issuing.below("CN=Second", "P-256").below("CN=Third", "P-256");
        Issued host = deep.issue("CN=web1", "P-256");
        List<X509Certificate> others =
                new ArrayList<>(host.chain().subList(1, host.chain().size()));
        others.add(Authority.root("CN=Elsewhere", "P-256").certificate());
        Collections.reverse(others);
        assertThat(validator.check(host.leaf(), others, List.of(), terms(root), NOW))
                .isEmpty();
    }

    @Test
    void aPathThatHeldOnceIsStillLookedAtForTimeAndIssuer() {
        assertBelieved(root, web);
        Instant late = Authority.UNTIL.plus(DAY);
        assertThat(reason(check(web, terms(root), late))).isEqualTo(CERTIFICATE_EXPIRED);
        assertThat(reason(check(web, terms("CN=Other", root), NOW))).isEqualTo(UNTRUSTED_ISSUER);
        assertBelieved(root, web);
    }

    @Nested
    class Issuers {
        @Test
        void anotherAuthorityIsNotTrusted() {
            Issued stranger = Authority.root("CN=Evil CA,O=Mallory", "P-256").issue("CN=web1,O=Acme,C=US", "P-256");
            ChainFault fault = check(stranger, terms(root), NOW).orElseThrow();
            assertThat(fault.reason()).isEqualTo(UNTRUSTED_ISSUER);
            assertThat(fault.detail()).contains("CN=web1", "CN=Evil CA");
        }

        @Test
        void anotherAuthorityOfTheSameNameIsNotTrusted() {
            Issued stranger = Authority.root(ROOT, "P-256").issue("CN=web1", "P-256");
            assertThat(reason(check(stranger, terms(root), NOW))).isEqualTo(UNTRUSTED_ISSUER);
        }

        @Test
        void aRootThatThePeerSendsAlongIsNoAnchor() {
            Authority evil = Authority.root("CN=Evil CA", "P-256");
            Issued stranger = evil.issue("CN=web1", "P-256");
            assertThat(reason(
                            validator.check(stranger.leaf(), List.of(evil.certificate()), List.of(), terms(root), NOW)))
                    .isEqualTo(UNTRUSTED_ISSUER);
        }

        @Test
        void withoutTheIntermediateCertificateThereIsNoWay() {
            assertThat(reason(validator.check(web.leaf(), List.of(), List.of(), terms(root), NOW)))
                    .isEqualTo(UNTRUSTED_ISSUER);
        }

        @Test
        void severalAnchorsAreTrustedAtOnce() {
            Authority next = Authority.root("CN=Root CA 2,O=Acme,C=US", "Ed25519");
            assertThat(check(next.issue("CN=db1", "P-256"), terms("CN=Root CA 2,O=Acme,C=US", root, next), NOW))
                    .isEmpty();
            assertThat(check(web, terms(ROOT, root, next), NOW)).isEmpty();
        }

        @Test
        void anchorsOfOneNameAreTriedInTurn() {
            Authority renewed = Authority.root(ROOT, "P-256");
            assertThat(check(web, terms(ROOT, renewed, root), NOW)).isEmpty();
            assertThat(check(renewed.issue("CN=db1", "P-256"), terms(ROOT, renewed, root), NOW))
                    .isEmpty();
        }

        @Test
        void thePolicysIssuerMayBeAnyAuthorityOfThePath() {
            assertThat(check(web, terms(ROOT, root), NOW)).isEmpty();
            assertThat(check(web, terms("CN=Issuing CA,O=Acme,C=US", root), NOW))
                    .isEmpty();
        }

        @Test
        void thePolicysIssuerIsComparedAsAName() {
            assertThat(check(web, terms("cn = root  ca, o=ACME, c=us", root), NOW))
                    .isEmpty();
            ChainFault other =
                    check(web, terms("CN=Root CA,O=Acme Two,C=US", root), NOW).orElseThrow();
            assertThat(other.reason()).isEqualTo(UNTRUSTED_ISSUER);
            assertThat(other.detail()).contains("CN=Root CA,O=Acme Two,C=US", "CN=Issuing CA");
        }

        @Test
        void theSubjectOfTheCertificateItselfIsNoIssuer() {
            Issued named = issuing.issue("CN=Wanted,O=Acme", "P-256");
            assertThat(reason(check(named, terms("CN=Wanted,O=Acme", root), NOW)))
                    .isEqualTo(UNTRUSTED_ISSUER);
        }

        @Test
        void crossSignedAuthoritiesAreTrustedFromEitherRoot() {
            Authority next = Authority.root("CN=Next Root", "P-256");
            X509Certificate cross = issuing.crossSignedBy(next);
            List<X509Certificate> sent = List.of(issuing.certificate(), cross);
            assertThat(validator.check(web.leaf(), sent, List.of(), terms("CN=Next Root", next), NOW))
                    .isEmpty();
            assertThat(validator.check(web.leaf(), sent, List.of(), terms(root), NOW))
                    .isEmpty();
        }

        @Test
        void aHostIsNoAuthority() {
            X509Certificate forged = forgedBy(web);
            assertThat(reason(validator.check(forged, web.chain(), List.of(), terms(root), NOW)))
                    .isEqualTo(CERTIFICATE_INVALID);
        }

        private X509Certificate forgedBy(Issued host) {
            try {
                var builder = new org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder(
                        host.leaf().getSubjectX500Principal(),
                        java.math.BigInteger.TEN,
                        Date.from(Authority.FROM),
                        Date.from(Authority.UNTIL),
                        new X500Principal("CN=db1"),
                        host.leaf().getPublicKey());
                var signer = new org.bouncycastle.operator.jcajce.JcaContentSignerBuilder("SHA256withECDSA")
                        .build(host.key());
                return new org.bouncycastle.cert.jcajce.JcaX509CertificateConverter()
                        .getCertificate(builder.build(signer));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        @Test
        void pathLengthsAreKept() {
            Authority narrow = root.below("CN=Narrow", "P-256", draft -> draft.pathLength = 0);
            assertThat(check(narrow.issue("CN=web1", "P-256"), terms(root), NOW))
                    .isEmpty();
            assertThat(reason(check(narrow.below("CN=Below", "P-256").issue("CN=web1", "P-256"), terms(root), NOW)))
                    .isEqualTo(CERTIFICATE_INVALID);
        }

        @Test
        void circlesOfAuthoritiesEnd() {
            Authority one = Authority.root("CN=One", "P-256");
            Authority two = Authority.root("CN=Two", "P-256");
            List<X509Certificate> circle = List.of(one.crossSignedBy(two), two.crossSignedBy(one));
            Issued host = one.issue("CN=web1", "P-256");
            assertThat(reason(validator.check(host.leaf(), circle, List.of(), terms(root), NOW)))
                    .isEqualTo(UNTRUSTED_ISSUER);
        }
    }

    @Nested
    class Times {
        @Test
        void expiredAndFutureCertificatesAreRefusedByName() {
            assertExpired(issuing.issue("CN=old", "P-256", draft -> draft.until = NOW.minusSeconds(1)));
            assertExpired(issuing.issue("CN=early", "P-256", draft -> draft.from = NOW.plusSeconds(1)));
            assertBelieved(root, issuing.issue("CN=last", "P-256", draft -> draft.until = NOW));
            assertBelieved(root, issuing.issue("CN=first", "P-256", draft -> draft.from = NOW));
        }

        @Test
        void anExpiredAuthorityIsRefused() {
            assertExpired(root.below("CN=Old CA", "P-256", draft -> draft.until = NOW.minusSeconds(1))
                    .issue("CN=web1", "P-256"));
            Authority oldRoot = Authority.root(ROOT, "P-256", draft -> draft.until = NOW.minusSeconds(1));
            assertThat(reason(check(oldRoot.issue("CN=web1", "P-256"), terms(oldRoot), NOW)))
                    .isEqualTo(CERTIFICATE_EXPIRED);
        }

        @Test
        void aStrangersExpiredCertificateIsAboveAllAStrangers() {
            Issued stranger =
                    Authority.root(ROOT, "P-256").issue("CN=web1", "P-256", draft -> draft.until = NOW.minusSeconds(1));
            assertThat(reason(check(stranger, terms(root), NOW))).isEqualTo(UNTRUSTED_ISSUER);
        }

        private void assertExpired(Issued host) {
            ChainFault fault = check(host, terms(root), NOW).orElseThrow();
            assertThat(fault.reason()).isEqualTo(CERTIFICATE_EXPIRED);
            assertThat(fault.detail()).contains(NOW.toString());
        }
    }

    @Nested
    class Uses {
        @Test
        void keyUsageMustAllowSigning() {
            assertUse(KeyUsage.digitalSignature, true);
            assertUse(KeyUsage.nonRepudiation, true);
            assertUse(KeyUsage.digitalSignature | KeyUsage.keyEncipherment, true);
            assertUse(0, true);
            assertUse(KeyUsage.keyEncipherment, false);
            assertUse(KeyUsage.keyAgreement, false);
        }

        @Test
        void extendedKeyUsageMustAllowIkeOrMachines() {
            assertPurpose(true, KeyPurposeId.anyExtendedKeyUsage);
            assertPurpose(true, KeyPurposeId.id_kp_serverAuth);
            assertPurpose(true, KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_codeSigning);
            assertPurpose(false, KeyPurposeId.id_kp_codeSigning);
            assertPurpose(false, KeyPurposeId.id_kp_OCSPSigning, KeyPurposeId.id_kp_emailProtection);
        }

        @Test
        void unknownCriticalExtensionsAreRefused() {
            assertInvalid(draft -> draft.unknownCritical = true);
        }

        @Test
        void weakAndMonstrousKeysAreRefused() {
            for (String kind : List.of("RSA1024", "DSA")) {
                ChainFault fault =
                        check(issuing.issue("CN=web1", kind), terms(root), NOW).orElseThrow();
                assertThat(fault.reason()).isEqualTo(CERTIFICATE_INVALID);
                assertThat(fault.detail()).contains(kind.substring(0, 3), "taken");
            }
        }

        private void assertUse(int bits, boolean allowed) {
            Issued host = issuing.issue("CN=web1", "P-256", draft -> draft.keyUsage = bits);
            assertThat(check(host, terms(root), NOW).isEmpty())
                    .as("key usage " + bits)
                    .isEqualTo(allowed);
        }

        private void assertPurpose(boolean allowed, KeyPurposeId... purposes) {
            for (boolean critical : new boolean[] {false, true}) {
                Issued host = issuing.issue("CN=web1", "P-256", draft -> {
                    draft.purposes = List.of(purposes);
                    draft.criticalPurposes = critical;
                });
                assertThat(check(host, terms(root), NOW).isEmpty()).isEqualTo(allowed);
            }
        }

        private void assertInvalid(Consumer<Draft> changes) {
            assertThat(reason(check(issuing.issue("CN=web1", "P-256", changes), terms(root), NOW)))
                    .isEqualTo(CERTIFICATE_INVALID);
        }
    }

    @Nested
    class Revocation {
        private final Instant yesterday = NOW.minus(DAY);
        private final Instant tomorrow = NOW.plus(DAY);

        @Test
        void aRevokedCertificateIsRefusedUnderEitherPolicy() {
            X509CRL list = issuing.crl(yesterday, tomorrow, web.leaf());
            assertThat(lists(RevocationPolicy.IF_KNOWN, list)).contains(CERTIFICATE_REVOKED);
            assertThat(lists(RevocationPolicy.REQUIRED, list, root.crl(yesterday, tomorrow)))
                    .contains(CERTIFICATE_REVOKED);
        }

        @Test
        void aRevokedAuthorityTakesItsCertificatesAlong() {
            assertThat(lists(RevocationPolicy.IF_KNOWN, root.crl(yesterday, tomorrow, issuing.certificate())))
                    .contains(CERTIFICATE_REVOKED);
        }

        @Test
        void anOverdueListStillRevokesButDoesNotVouch() {
            X509CRL overdue = issuing.crl(NOW.minus(DAY.multipliedBy(9)), yesterday, web.leaf());
            assertThat(lists(RevocationPolicy.IF_KNOWN, overdue)).contains(CERTIFICATE_REVOKED);
            X509CRL clean = issuing.crl(NOW.minus(DAY.multipliedBy(9)), yesterday);
            assertThat(lists(RevocationPolicy.IF_KNOWN, clean)).isEmpty();
            assertThat(lists(RevocationPolicy.REQUIRED, clean, root.crl(yesterday, tomorrow)))
                    .contains(REVOCATION_UNKNOWN);
        }

        @Test
        void requiredMeansACurrentListOfEveryAuthorityOfThePath() {
            X509CRL ofIssuing = issuing.crl(yesterday, tomorrow);
            X509CRL ofRoot = root.crl(yesterday, tomorrow);
            assertThat(lists(RevocationPolicy.REQUIRED)).contains(REVOCATION_UNKNOWN);
            assertThat(lists(RevocationPolicy.REQUIRED, ofIssuing)).contains(REVOCATION_UNKNOWN);
            assertThat(lists(RevocationPolicy.REQUIRED, ofIssuing, ofRoot)).isEmpty();
            assertThat(lists(RevocationPolicy.REQUIRED, issuing.crl(tomorrow, tomorrow.plus(DAY)), ofRoot))
                    .as("a list of the future")
                    .contains(REVOCATION_UNKNOWN);
        }

        @Test
        void aListThatAnotherKeySignedDoesNotCount() {
            Authority twin = root.below("CN=Issuing CA,O=Acme,C=US", "P-256");
            assertThat(lists(RevocationPolicy.IF_KNOWN, twin.crl(yesterday, tomorrow, web.leaf())))
                    .isEmpty();
            assertThat(lists(RevocationPolicy.REQUIRED, twin.crl(yesterday, tomorrow), root.crl(yesterday, tomorrow)))
                    .contains(REVOCATION_UNKNOWN);
        }

        @Test
        void aDeltaListDoesNotVouch() {
            X509CRL delta = issuing.crl(yesterday, tomorrow, builder -> {
                try {
                    builder.addExtension(Extension.deltaCRLIndicator, true, new ASN1Integer(1));
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            assertThat(lists(RevocationPolicy.REQUIRED, delta, root.crl(yesterday, tomorrow)))
                    .contains(REVOCATION_UNKNOWN);
        }

        @Test
        void ocspAnswersCountLikeLists() {
            Bytes good = issuing.ocsp(web.leaf(), null, yesterday, tomorrow);
            Bytes revoked = issuing.ocsp(web.leaf(), new RevokedStatus(Date.from(yesterday), 1), yesterday, tomorrow);
            assertThat(stapled(good)).isEmpty();
            assertThat(stapled(revoked)).contains(CERTIFICATE_REVOKED);
            assertThat(stapled(good, revoked)).contains(CERTIFICATE_REVOKED);
            assertThat(sourced((certificate, issuer) ->
                            certificate.equals(web.leaf()) ? Optional.of(good.toArray()) : Optional.empty()))
                    .isEmpty();
        }

        @Test
        void oldForeignAndMalformedOcspAnswersDoNotCount() {
            Authority twin = root.below("CN=Issuing CA,O=Acme,C=US", "P-256");
            Issued other = issuing.issue("CN=other", "P-256");
            Bytes good = issuing.ocsp(web.leaf(), null, yesterday, tomorrow);
            assertThat(stapled(issuing.ocsp(web.leaf(), null, yesterday.minus(DAY), yesterday)))
                    .as("old")
                    .contains(REVOCATION_UNKNOWN);
            assertThat(stapled(issuing.ocsp(other.leaf(), null, yesterday, tomorrow)))
                    .as("about another certificate")
                    .contains(REVOCATION_UNKNOWN);
            assertThat(stapled(twin.ocsp(web.leaf(), null, yesterday, tomorrow)))
                    .as("by another key")
                    .contains(REVOCATION_UNKNOWN);
            for (int cut = 0; cut < good.length(); cut += 7) {
                assertThat(stapled(Bytes.copyOf(good.toArray(), 0, cut))).contains(REVOCATION_UNKNOWN);
            }
            for (int at = 0; at < good.length(); at += 3) {
                byte[] changed = good.toArray();
                changed[at] ^= 0x41;
                assertThat(stapled(Bytes.wrap(changed))).isNotEmpty();
            }
        }

        private Optional<NegotiationFailure> lists(RevocationPolicy policy, X509CRL... lists) {
            return check(web, terms(policy, List.of(lists), Optional.empty()), NOW)
                    .map(ChainFault::reason);
        }

        /** The root has a list, so all depends on what OCSP says about the host. */
        private Optional<NegotiationFailure> stapled(Bytes... responses) {
            TrustTerms terms =
                    terms(RevocationPolicy.REQUIRED, List.of(root.crl(yesterday, tomorrow)), Optional.empty());
            return validator
                    .check(web.leaf(), web.chain(), List.of(responses), terms, NOW)
                    .map(ChainFault::reason);
        }

        private Optional<NegotiationFailure> sourced(OcspSource source) {
            TrustTerms terms =
                    terms(RevocationPolicy.REQUIRED, List.of(root.crl(yesterday, tomorrow)), Optional.of(source));
            return check(web, terms, NOW).map(ChainFault::reason);
        }

        private TrustTerms terms(RevocationPolicy policy, List<X509CRL> lists, Optional<OcspSource> ocsp) {
            return new TrustTerms(Set.of(root.certificate()), new X500Principal(ROOT), lists, policy, ocsp);
        }
    }

    private void assertBelieved(Authority anchor, Issued host) {
        assertThat(check(host, terms(anchor), NOW)).isEmpty();
    }

    private Optional<ChainFault> check(Issued host, TrustTerms terms, Instant now) {
        return validator.check(host.leaf(), host.chain().subList(1, host.chain().size()), List.of(), terms, now);
    }

    private static NegotiationFailure reason(Optional<ChainFault> fault) {
        return fault.orElseThrow().reason();
    }

    private static TrustTerms terms(Authority anchor) {
        return terms(anchor.certificate().getSubjectX500Principal().getName(), anchor);
    }

    private static TrustTerms terms(String issuer, Authority... anchors) {
        Set<X509Certificate> certificates = new java.util.LinkedHashSet<>();
        for (Authority anchor : anchors) {
            certificates.add(anchor.certificate());
        }
        return new TrustTerms(
                certificates, new X500Principal(issuer), List.of(), RevocationPolicy.IF_KNOWN, Optional.empty());
    }
}
