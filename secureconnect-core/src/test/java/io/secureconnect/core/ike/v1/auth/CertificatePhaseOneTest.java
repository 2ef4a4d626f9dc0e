package io.secureconnect.core.ike.v1.auth;

import static io.secureconnect.api.keying.NegotiationFailure.AUTHENTICATION_FAILED;
import static io.secureconnect.api.keying.NegotiationFailure.CERTIFICATE_EXPIRED;
import static io.secureconnect.api.keying.NegotiationFailure.CERTIFICATE_INVALID;
import static io.secureconnect.api.keying.NegotiationFailure.CERTIFICATE_REVOKED;
import static io.secureconnect.api.keying.NegotiationFailure.NO_CREDENTIAL;
import static io.secureconnect.api.keying.NegotiationFailure.UNTRUSTED_ISSUER;
import static io.secureconnect.api.keying.NegotiationFailure.WRONG_IDENTITY;
import static io.secureconnect.core.pki.Authority.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.auth.PeerNaming;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.core.ike.auth.CertificateAuthentication;
import io.secureconnect.core.ike.crypto.bc.StandardSignatures;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.auth.PhaseOneAuthentication.PeerProof;
import io.secureconnect.core.ike.v1.auth.PhaseOneAuthentication.Proof;
import io.secureconnect.core.ike.v1.crypto.IsakmpCrypto;
import io.secureconnect.core.ike.v1.crypto.bc.StandardIsakmpCrypto;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.pki.Authority;
import io.secureconnect.core.pki.Authority.Issued;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificatePhaseOneTest {
    private static final String ROOT = "CN=Root CA,O=Acme,C=US";
    private static final IpAddress REMOTE = IpAddress.parse("192.0.2.2");
    private static final byte[] HASH_I = filled(32, 1);
    private static final byte[] HASH_R = filled(32, 2);

    private final IsakmpCrypto crypto = new StandardIsakmpCrypto();
    private final CertificateAuthentication.Tools tools = new CertificateAuthentication.Tools(new StandardSignatures());
    private final Authority root = Authority.root(ROOT, "P-256");
    private final Issued web = root.issue("CN=web1,O=Acme,C=US", "P-256");
    private final Issued db = root.issue("CN=db1,O=Acme,C=US", "P-256");

    @ParameterizedTest
    @CsvSource({"RSA, 3, 256", "P-256, 9, 64", "P-384, 10, 96", "P-521, 11, 132"})
    void both_believe_each_other_with_keys_of_every_kind(String kind, int method, int octets) {
        Authority issuing = root.below("CN=Issuing CA,O=Acme", kind);
        CertificatePhaseOne initiator = factory(issuing.issue("CN=web1", kind));
        assertThat(negotiate(initiator, factory(issuing.issue("CN=db1", kind)), NOW))
                .isEmpty();
        PhaseOneAuthentication end = initiator.begin(true);
        assertThat(end.method()).isEqualTo(method);
        Proof proof = end.prove(HASH_I, NOW);
        assertThat(proof.certificates()).hasSize(2).allMatch(certificate -> certificate.encoding() == 4);
        IsakmpPayload.Signature signature =
                (IsakmpPayload.Signature) proof.proof().orElseThrow();
        assertThat(signature.data().length()).isEqualTo(octets);
    }

    /** Which hash it was made with is decided before; what is longer than the order of the curve is cut (FIPS 186-5 §6.4). */
    @ParameterizedTest
    @ValueSource(ints = {20, 32, 48, 64})
    void a_proof_is_over_the_hash_as_it_is(int octets) {
        PhaseOneAuthentication prover = factory(web).begin(true);
        byte[] hash = filled(octets, 7);
        assertThat(factory(db).begin(false).verify(of(prover, prover.prove(hash, NOW)), hash, NOW))
                .isEmpty();
    }

    @Test
    void the_identity_is_the_subject_and_the_requests_name_the_cas() {
        Authority second = Authority.root("CN=Second", "P-256");
        PhaseOneAuthentication end =
                factory(web.credential(root, second).build(), ROOT, "db1").begin(true);
        assertThat(end.localIdentity(REMOTE))
                .isEqualTo(IkeIdentity.distinguishedName(new X500Principal("CN=web1,O=Acme,C=US")));
        assertThat(end.preSharedKeys()).isEmpty();
        assertThat(end.certificateRequests())
                .containsExactlyInAnyOrder(
                        new IsakmpPayload.CertificateRequest(4, Bytes.wrap(new X500Principal(ROOT).getEncoded())),
                        new IsakmpPayload.CertificateRequest(
                                4, Bytes.wrap(new X500Principal("CN=Second").getEncoded())));
    }

    @Test
    void another_authority_is_untrusted_whichever_end_asks() {
        Authority evil = Authority.root("CN=Evil CA", "P-256");
        Issued mallory = evil.issue("CN=web1,O=Acme,C=US", "P-256");
        CertificatePhaseOne stranger = factory(mallory.credential(evil, root).build(), ROOT, "db1");
        assertThat(reason(negotiate(stranger, factory(db), NOW))).isEqualTo(UNTRUSTED_ISSUER);
        assertThat(reason(negotiate(factory(web), stranger, NOW))).isEqualTo(UNTRUSTED_ISSUER);
        CertificatePhaseOne elsewhere = factory(db.credential(root).build(), "CN=Other CA", "web1");
        assertThat(reason(negotiate(factory(web), elsewhere, NOW))).isEqualTo(UNTRUSTED_ISSUER);
    }

    @Test
    void reasons_are_those_of_version_2_and_the_peer_learns_one_of_them() {
        Instant before = NOW.minus(Duration.ofDays(1));
        Issued expired = root.issue("CN=web1", "P-256", draft -> draft.until = NOW.minusSeconds(1));
        Issued wrongUse = root.issue("CN=web1", "P-256", draft -> draft.keyUsage = 0x20);
        Issued revoked = root.issue("CN=web1", "P-256");
        CertificatePhaseOne withList = factory(
                db.credential(root)
                        .addRevocationLists(root.crl(before, NOW.plusSeconds(60), revoked.leaf()))
                        .build(),
                ROOT,
                "web1");
        List<NegotiationFailure> reasons = new ArrayList<>();
        for (Issued host : List.of(expired, wrongUse, revoked)) {
            PhaseOneAuthentication prover = factory(host).begin(true);
            IkeFault fault = withList.begin(false)
                    .verify(of(prover, prover.prove(HASH_I, before)), HASH_I, NOW)
                    .orElseThrow();
            assertThat(fault.notifyType()).hasValue(24);
            reasons.add(fault.reason());
        }
        assertThat(reasons).containsExactly(CERTIFICATE_EXPIRED, CERTIFICATE_INVALID, CERTIFICATE_REVOKED);
    }

    @Test
    void an_identity_must_be_named_by_the_certificate() {
        PhaseOneAuthentication prover = factory(web).begin(true);
        Proof proof = prover.prove(HASH_I, NOW);
        for (IkeIdentity claimed : List.of(
                IkeIdentity.distinguishedName(new X500Principal("CN=db1,O=Acme,C=US")),
                IkeIdentity.address(REMOTE),
                IkeIdentity.keyId("web1"),
                new IkeIdentity(9, Bytes.ofHex("3003020100")))) {
            PeerProof other =
                    new PeerProof(claimed, REMOTE, true, proof.certificates(), Optional.empty(), signature(proof));
            assertThat(reason(factory(db).begin(false).verify(other, HASH_I, NOW)))
                    .isEqualTo(WRONG_IDENTITY);
        }
        CertificateCredential insisting =
                db.credential(root).peerNaming(PeerNaming.WORKLOAD_ID).build();
        assertThat(factory(insisting, ROOT, "web1").begin(false).verify(of(prover, proof), HASH_I, NOW))
                .isEmpty();
        assertThat(reason(factory(insisting, ROOT, "web2").begin(false).verify(of(prover, proof), HASH_I, NOW)))
                .isEqualTo(WRONG_IDENTITY);
    }

    @Test
    void a_proof_of_the_other_kind_or_for_another_main_mode_holds_not() {
        PhaseOneAuthentication prover = factory(web).begin(true);
        Proof proof = prover.prove(HASH_I, NOW);
        assertThat(reason(factory(db).begin(false).verify(of(prover, proof), HASH_R, NOW)))
                .isEqualTo(AUTHENTICATION_FAILED);
        PeerProof hashed = new PeerProof(
                prover.localIdentity(REMOTE),
                REMOTE,
                false,
                proof.certificates(),
                Optional.of(Bytes.copyOf(HASH_I)),
                Optional.empty());
        IkeFault fault = factory(db).begin(false).verify(hashed, HASH_I, NOW).orElseThrow();
        assertThat(fault.reason()).isEqualTo(AUTHENTICATION_FAILED);
        assertThat(fault.detail()).contains("no SIG payload");
    }

    @Test
    void keys_of_two_kinds_do_not_go_together() {
        PhaseOneAuthentication prover = factory(root.issue("CN=web1", "RSA")).begin(true);
        IkeFault fault = factory(db)
                .begin(false)
                .verify(of(prover, prover.prove(HASH_I, NOW)), HASH_I, NOW)
                .orElseThrow();
        assertThat(fault.reason()).isEqualTo(AUTHENTICATION_FAILED);
        assertThat(fault.detail()).contains("one kind at both ends");
    }

    @Test
    void without_a_readable_certificate_there_is_no_belief() {
        PhaseOneAuthentication prover = factory(web).begin(true);
        Proof proof = prover.prove(HASH_I, NOW);
        for (List<IsakmpPayload.Certificate> certificates : List.of(
                List.<IsakmpPayload.Certificate>of(),
                List.of(new IsakmpPayload.Certificate(4, Bytes.ofHex("3000"))),
                List.of(new IsakmpPayload.Certificate(4, Bytes.wrap(new byte[20_000]))),
                List.of(new IsakmpPayload.Certificate(
                        5, proof.certificates().get(0).data())))) {
            PeerProof peer = new PeerProof(
                    prover.localIdentity(REMOTE), REMOTE, false, certificates, Optional.empty(), signature(proof));
            assertThat(reason(factory(db).begin(false).verify(peer, HASH_I, NOW)))
                    .isEqualTo(CERTIFICATE_INVALID);
        }
    }

    /** The order in a PKCS #7 container tells nothing. */
    @Test
    void a_chain_in_one_container_is_read_whatever_its_order() throws Exception {
        Authority issuing = root.below("CN=Issuing CA,O=Acme", "P-256");
        Issued peer = issuing.issue("CN=web1", "P-256");
        PhaseOneAuthentication prover = factory(peer).begin(true);
        Proof proof = prover.prove(HASH_I, NOW);
        for (List<X509Certificate> chain :
                List.of(peer.chain(), List.of(peer.chain().get(1), peer.chain().get(0)))) {
            PeerProof wrapped = new PeerProof(
                    prover.localIdentity(REMOTE),
                    REMOTE,
                    false,
                    List.of(new IsakmpPayload.Certificate(1, container(chain))),
                    Optional.empty(),
                    signature(proof));
            assertThat(factory(db).begin(false).verify(wrapped, HASH_I, NOW)).isEmpty();
        }
    }

    @Test
    void a_container_that_cannot_be_read_holds_no_certificate() throws Exception {
        PhaseOneAuthentication prover = factory(web).begin(true);
        Proof proof = prover.prove(HASH_I, NOW);
        Bytes whole = container(web.chain());
        List<Bytes> containers = new ArrayList<>(List.of(Bytes.empty(), Bytes.wrap(new byte[20_000])));
        for (int length = 1; length < whole.length(); length += 13) {
            containers.add(Bytes.copyOf(whole.toArray(), 0, length));
        }
        for (Bytes container : containers) {
            PeerProof wrapped = new PeerProof(
                    prover.localIdentity(REMOTE),
                    REMOTE,
                    false,
                    List.of(new IsakmpPayload.Certificate(1, container)),
                    Optional.empty(),
                    signature(proof));
            assertThat(reason(factory(db).begin(false).verify(wrapped, HASH_I, NOW)))
                    .isEqualTo(CERTIFICATE_INVALID);
        }
    }

    private static Bytes container(List<X509Certificate> chain) throws Exception {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addCertificates(new JcaCertStore(chain));
        return Bytes.wrap(generator.generate(new CMSAbsentContent()).getEncoded("DER"));
    }

    @Test
    void what_cannot_prove_this_host_is_no_credential() {
        Issued ended = root.issue("CN=web1", "P-256", draft -> draft.until = NOW.minusSeconds(1));
        assertNoCredential(factory(ended), "ended");
        assertNoCredential(factory(root.issue("CN=web1", "Ed25519")), "IKEv1 has no signatures by the key");
        CertificatePhaseOne broken = CertificatePhaseOne.of(
                tools,
                crypto,
                () -> {
                    throw new IllegalStateException("the store is locked");
                },
                ROOT,
                "db1");
        assertNoCredential(broken, "the store is locked");
        PhaseOneAuthentication prover = factory(web).begin(true);
        assertThat(reason(broken.begin(false).verify(of(prover, prover.prove(HASH_I, NOW)), HASH_I, NOW)))
                .isEqualTo(NO_CREDENTIAL);
    }

    private void assertNoCredential(CertificatePhaseOne factory, String because) {
        PhaseOneAuthentication end = factory.begin(true);
        for (IkeFault fault : List.of(
                end.unable(NOW).orElseThrow(), end.prove(HASH_I, NOW).fault().orElseThrow())) {
            assertThat(fault.reason()).isEqualTo(NO_CREDENTIAL);
            assertThat(fault.detail()).contains(because);
        }
    }

    /** The signature is checked before it leaves, so a mix-up shows where it was made. */
    @Test
    void a_key_of_another_certificate_is_noticed_at_home() {
        CertificateCredential mixed = CertificateCredential.builder()
                .chain(web.chain())
                .privateKey(db.key())
                .addTrustAnchors(root.certificate())
                .build();
        assertThat(reason(negotiate(factory(mixed, ROOT, "db1"), factory(db), NOW)))
                .isEqualTo(NO_CREDENTIAL);
    }

    /** Any octet of what a peer sends may be anything: the answer is a fault, never an exception. */
    @Test
    void changed_octets_are_faults_and_never_exceptions() {
        Random random = new Random(42);
        for (String kind : List.of("P-256", "RSA")) {
            Authority issuing = root.below("CN=Issuing CA", kind);
            Issued peer = issuing.issue("CN=web1", kind);
            PhaseOneAuthentication prover = factory(peer).begin(true);
            PhaseOneAuthentication verifier =
                    factory(issuing.issue("CN=db1", kind)).begin(false);
            Proof proof = prover.prove(HASH_I, NOW);
            for (int round = 0; round < 300; round++) {
                List<IsakmpPayload.Certificate> certificates = new ArrayList<>(proof.certificates());
                int which = random.nextInt(certificates.size());
                certificates.set(
                        which,
                        new IsakmpPayload.Certificate(
                                4, changed(certificates.get(which).data(), random)));
                PeerProof otherChain = new PeerProof(
                        prover.localIdentity(REMOTE), REMOTE, false, certificates, Optional.empty(), signature(proof));
                PeerProof otherSignature = new PeerProof(
                        prover.localIdentity(REMOTE),
                        REMOTE,
                        false,
                        proof.certificates(),
                        Optional.empty(),
                        signature(proof).map(octets -> changed(octets, random)));
                assertThat(verifier.verify(otherChain, HASH_I, NOW))
                        .as(kind + " " + round)
                        .isPresent();
                assertThat(verifier.verify(otherSignature, HASH_I, NOW))
                        .as(kind + " " + round)
                        .isPresent();
            }
        }
    }

    private static Bytes changed(Bytes octets, Random random) {
        byte[] changed = octets.toArray();
        changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
        return random.nextInt(8) == 0 ? Bytes.copyOf(changed, 0, random.nextInt(changed.length)) : Bytes.wrap(changed);
    }

    private Optional<IkeFault> negotiate(CertificatePhaseOne initiating, CertificatePhaseOne responding, Instant now) {
        PhaseOneAuthentication initiator = initiating.begin(true);
        PhaseOneAuthentication responder = responding.begin(false);
        Proof first = initiator.prove(HASH_I, now);
        if (first.fault().isPresent()) {
            return first.fault();
        }
        Optional<IkeFault> refused = responder.verify(of(initiator, first), HASH_I, now);
        if (refused.isPresent()) {
            return refused;
        }
        Proof second = responder.prove(HASH_R, now);
        return second.fault().isPresent() ? second.fault() : initiator.verify(of(responder, second), HASH_R, now);
    }

    private static PeerProof of(PhaseOneAuthentication prover, Proof proof) {
        return new PeerProof(
                prover.localIdentity(REMOTE), REMOTE, false, proof.certificates(), Optional.empty(), signature(proof));
    }

    private static Optional<Bytes> signature(Proof proof) {
        return proof.proof().map(payload -> ((IsakmpPayload.Signature) payload).data());
    }

    private CertificatePhaseOne factory(Issued host) {
        return factory(host.credential(root).build(), ROOT, "peer");
    }

    private CertificatePhaseOne factory(CertificateCredential credential, String issuer, String peer) {
        return CertificatePhaseOne.of(tools, crypto, () -> credential, issuer, peer);
    }

    private static NegotiationFailure reason(Optional<IkeFault> fault) {
        return fault.orElseThrow().reason();
    }

    private static byte[] filled(int octets, int value) {
        byte[] all = new byte[octets];
        Arrays.fill(all, (byte) value);
        return all;
    }
}
