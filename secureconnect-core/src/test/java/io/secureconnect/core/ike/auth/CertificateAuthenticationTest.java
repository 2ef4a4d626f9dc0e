package io.secureconnect.core.ike.auth;

import static io.secureconnect.api.keying.NegotiationFailure.AUTHENTICATION_FAILED;
import static io.secureconnect.api.keying.NegotiationFailure.CERTIFICATE_EXPIRED;
import static io.secureconnect.api.keying.NegotiationFailure.CERTIFICATE_INVALID;
import static io.secureconnect.api.keying.NegotiationFailure.NO_CREDENTIAL;
import static io.secureconnect.api.keying.NegotiationFailure.UNTRUSTED_ISSUER;
import static io.secureconnect.api.keying.NegotiationFailure.WRONG_IDENTITY;
import static io.secureconnect.core.pki.Authority.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.auth.Certificates;
import io.secureconnect.api.auth.PeerNaming;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.core.ike.auth.Authenticator.PeerProof;
import io.secureconnect.core.ike.auth.Authenticator.Proof;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.crypto.bc.StandardSignatures;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.wire.v2.Payload;
import io.secureconnect.core.pki.Authority;
import io.secureconnect.core.pki.Authority.Issued;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateAuthenticationTest {
    private static final String ROOT = "CN=Root CA,O=Acme,C=US";
    private static final byte[] OF_WEB = "octets that web1 signs".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OF_DB = "octets that db1 signs".getBytes(StandardCharsets.US_ASCII);

    private final Prf prf = new JdkPrf();
    private final CertificateAuthentication.Tools tools = new CertificateAuthentication.Tools(new StandardSignatures());
    private final Authority root = Authority.root(ROOT, "P-256");
    private final Issued web = root.issue("CN=web1,O=Acme,C=US", "P-256");
    private final Issued db = root.issue("CN=db1,O=Acme,C=US", "P-256");

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "P-256", "P-384", "P-521", "Ed25519"})
    void bothBelieveEachOtherWithKeysOfEveryKind(String kind) {
        Authority issuing = root.below("CN=Issuing CA,O=Acme", kind);
        assertThat(negotiate(factory(issuing.issue("CN=web1", kind)), factory(issuing.issue("CN=db1", kind)), NOW))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "RSA, 2 3 4 5, 304106092a864886f70d01010a3034a00f300d06096086480165030402010500",
        "RSA, 4, 304106092a864886f70d01010a3034a00f300d06096086480165030402030500",
        "P-256, 2 3 4, 300a06082a8648ce3d040302",
        "P-384, 2 3 4, 300a06082a8648ce3d040303",
        "P-521, 2 3 4, 300a06082a8648ce3d040304",
        "P-521, 2, 300a06082a8648ce3d040302",
        "Ed25519, 2 5, 300506032b6570",
    })
    void theSchemeGoesWithTheKeyAndThePeersHashes(String kind, String hashes, String algorithm) {
        Authenticator end = factory(root.issue("CN=web1", kind)).begin(true);
        List<Integer> announced = new ArrayList<>();
        for (String hash : hashes.split(" ")) {
            announced.add(Integer.parseInt(hash));
        }
        end.peerAccepts(announced, List.of());
        Payload.Authentication made =
                end.prove(OF_WEB, prf, NOW).authentication().orElseThrow();
        assertThat(made.method()).isEqualTo(14);
        Bytes data = made.data();
        assertThat(Bytes.copyOf(data.toArray(), 1, 1 + data.at(0)).toHex()).startsWith(algorithm);
    }

    @Test
    void aKeyThatMakesNothingThePeerTakesIsNoCredential() {
        Authenticator end = factory(root.issue("CN=web1", "Ed25519")).begin(true);
        end.peerAccepts(List.of(2, 3, 4), List.of());
        assertThat(end.prove(OF_WEB, prf, NOW).fault().orElseThrow().reason()).isEqualTo(NO_CREDENTIAL);
        Authenticator old = factory(root.issue("CN=web1", "Ed25519")).begin(true);
        old.peerAccepts(List.of(), List.of());
        assertThat(old.prove(OF_WEB, prf, NOW).fault().orElseThrow().reason()).isEqualTo(NO_CREDENTIAL);
    }

    @ParameterizedTest
    @CsvSource({"RSA, 1, 256", "P-256, 9, 64", "P-384, 10, 96", "P-521, 11, 132"})
    void withoutHashAlgorithmsTheOldMethodsServe(String kind, int method, int octets) {
        Issued host = root.issue("CN=web1", kind);
        for (int round = 0; round < 20; round++) { // lengths of r and s differ
            Authenticator prover = factory(host).begin(true);
            byte[] signed = {(byte) round, 1, 2};
            Proof proof = prover.prove(signed, prf, NOW);
            assertThat(proof.authentication().orElseThrow().method()).isEqualTo(method);
            assertThat(proof.authentication().orElseThrow().data().length()).isEqualTo(octets);
            assertThat(factory(db).begin(false).verify(of(prover, proof), signed, prf, NOW))
                    .isEmpty();
        }
    }

    @Test
    void oldMethodsAreRefusedFromAPeerThatKnowsBetter() {
        Authenticator prover = factory(web).begin(true);
        Authenticator verifier = factory(db).begin(false);
        verifier.peerAccepts(List.of(2), List.of());
        IkeFault fault = verifier.verify(of(prover, prover.prove(OF_WEB, prf, NOW)), OF_WEB, prf, NOW)
                .orElseThrow();
        assertThat(fault.reason()).isEqualTo(AUTHENTICATION_FAILED);
        assertThat(fault.detail()).contains("RFC 7427");
    }

    @Test
    void oldMethodsGoWithTheirOwnCurveOnly() {
        Authenticator prover = factory(root.issue("CN=web1", "P-384")).begin(true);
        Proof proof = prover.prove(OF_WEB, prf, NOW);
        for (int method : new int[] {1, 2, 3, 9, 11, 13, 200}) {
            PeerProof other = new PeerProof(
                    prover.localIdentity(),
                    proof.certificates(),
                    new Payload.Authentication(
                            method, proof.authentication().orElseThrow().data()));
            assertThat(reason(factory(db).begin(false).verify(other, OF_WEB, prf, NOW)))
                    .isEqualTo(AUTHENTICATION_FAILED);
        }
    }

    @Test
    void rsaWithPkcs1OfAnyTakenHashIsRead() throws Exception {
        Issued host = root.issue("CN=web1", "RSA");
        for (String hash : List.of("256", "384", "512")) {
            Signature signer = Signature.getInstance("SHA" + hash + "withRSA");
            signer.initSign(host.key());
            signer.update(OF_WEB);
            Payload.Authentication fixed = new Payload.Authentication(1, Bytes.wrap(signer.sign()));
            Authenticator end = factory(host).begin(true);
            PeerProof proof = new PeerProof(
                    end.localIdentity(), end.prove(OF_WEB, prf, NOW).certificates(), fixed);
            assertThat(factory(db).begin(false).verify(proof, OF_WEB, prf, NOW)).isEmpty();
        }
        Signature weak = Signature.getInstance("SHA1withRSA");
        weak.initSign(host.key());
        weak.update(OF_WEB);
        Authenticator end = factory(host).begin(true);
        PeerProof proof = new PeerProof(
                end.localIdentity(),
                end.prove(OF_WEB, prf, NOW).certificates(),
                new Payload.Authentication(1, Bytes.wrap(weak.sign())));
        IkeFault fault =
                factory(db).begin(false).verify(proof, OF_WEB, prf, NOW).orElseThrow();
        assertThat(fault.detail()).contains("SHA-1");
    }

    @Test
    void anotherAuthorityIsUntrustedWhicheverEndAsks() {
        Authority evil = Authority.root("CN=Evil CA", "P-256");
        Issued mallory = evil.issue("CN=web1,O=Acme,C=US", "P-256");
        CertificateAuthentication stranger =
                factory(mallory.credential(evil, root).build(), ROOT, "db1");
        assertThat(reason(negotiate(stranger, factory(db), NOW))).isEqualTo(UNTRUSTED_ISSUER);
        assertThat(reason(negotiate(factory(web), stranger, NOW))).isEqualTo(UNTRUSTED_ISSUER);
    }

    @Test
    void toThePeerEveryFaultIsAuthenticationFailed() {
        Issued expired = root.issue("CN=web1", "P-256", draft -> draft.until = NOW.minusSeconds(1));
        Issued wrongUse = root.issue("CN=web1", "P-256", draft -> draft.keyUsage = 0x20);
        Authority evil = Authority.root("CN=Evil CA", "P-256");
        Instant before = NOW.minus(Duration.ofDays(1));
        for (Issued host : List.of(expired, wrongUse, evil.issue("CN=web1", "P-256"))) {
            Authenticator prover =
                    factory(host.credential(root).build(), ROOT, "db1").begin(true);
            IkeFault fault = factory(db)
                    .begin(false)
                    .verify(of(prover, prover.prove(OF_WEB, prf, before)), OF_WEB, prf, NOW)
                    .orElseThrow();
            assertThat(fault.notifyType()).hasValue(24);
            assertThat(fault.reason()).isIn(CERTIFICATE_EXPIRED, CERTIFICATE_INVALID, UNTRUSTED_ISSUER);
        }
    }

    @Test
    void thePolicysIssuerMustBeAName() {
        IkeFault fault = negotiate(factory(web), factory(db.credential(root).build(), "Acme's CA", "web1"), NOW)
                .orElseThrow();
        assertThat(fault.reason()).isEqualTo(UNTRUSTED_ISSUER);
        assertThat(fault.detail()).contains("'Acme's CA' is no distinguished name");
    }

    @Test
    void theLocalIdentityIsTheSubject() {
        assertThat(factory(web).begin(true).localIdentity())
                .isEqualTo(IkeIdentity.distinguishedName(new X500Principal("CN=web1,O=Acme,C=US")));
    }

    @Test
    void anIdentityMustBeNamedByTheCertificate() {
        Issued named = root.issue(
                "CN=web1",
                "P-256",
                draft -> draft.names = List.of(
                        new GeneralName(GeneralName.dNSName, "web1.acme.test"),
                        new GeneralName(GeneralName.rfc822Name, "web1@acme.test"),
                        new GeneralName(GeneralName.iPAddress, "10.0.0.1"),
                        new GeneralName(GeneralName.iPAddress, "2001:db8::1")));
        assertIdentity(named, IkeIdentity.fqdn("WEB1.acme.test"), true);
        assertIdentity(named, new IkeIdentity(3, Bytes.wrap("web1@acme.test".getBytes(StandardCharsets.UTF_8))), true);
        assertIdentity(named, IkeIdentity.address(IpAddress.parse("10.0.0.1")), true);
        assertIdentity(named, IkeIdentity.address(IpAddress.parse("2001:db8::1")), true);
        assertIdentity(named, IkeIdentity.distinguishedName(new X500Principal("cn=WEB1")), true);
        assertIdentity(named, IkeIdentity.fqdn("db1.acme.test"), false);
        assertIdentity(named, IkeIdentity.fqdn("web1@acme.test"), false);
        assertIdentity(named, IkeIdentity.address(IpAddress.parse("10.0.0.2")), false);
        assertIdentity(named, IkeIdentity.distinguishedName(new X500Principal("CN=db1")), false);
        assertIdentity(named, IkeIdentity.keyId("web1"), false);
        assertIdentity(named, new IkeIdentity(9, Bytes.ofHex("3003020100")), false);
        assertIdentity(named, new IkeIdentity(1, Bytes.ofHex("0a")), false);
    }

    private void assertIdentity(Issued host, IkeIdentity claimed, boolean believed) {
        Authenticator prover = factory(host).begin(true);
        Proof proof = prover.prove(OF_WEB, prf, NOW);
        PeerProof peer = new PeerProof(
                claimed, proof.certificates(), proof.authentication().orElseThrow());
        Optional<IkeFault> fault = factory(db).begin(false).verify(peer, OF_WEB, prf, NOW);
        assertThat(fault.map(IkeFault::reason))
                .as(IdentityText.of(claimed))
                .isEqualTo(believed ? Optional.empty() : Optional.of(WRONG_IDENTITY));
    }

    @Test
    void anExpectedIdentityIsTheOnlyOneBelieved() {
        IkeIdentity db1 = IkeIdentity.distinguishedName(new X500Principal("CN=DB1,O=Acme,C=US"));
        IkeIdentity db2 = IkeIdentity.distinguishedName(new X500Principal("CN=db2,O=Acme,C=US"));
        assertThat(negotiate(expecting(db1), factory(db), NOW)).isEmpty();
        assertThat(reason(negotiate(expecting(db2), factory(db), NOW))).isEqualTo(WRONG_IDENTITY);
        assertThat(expecting(db2).begin(true).expectedPeer()).contains(db2);
    }

    @Test
    void aWorkloadMustBeNamedIfTheHostInsists() {
        CertificateCredential insisting =
                web.credential(root).peerNaming(PeerNaming.WORKLOAD_ID).build();
        assertThat(negotiate(factory(insisting, ROOT, "db1"), factory(db), NOW)).isEmpty();
        IkeFault fault =
                negotiate(factory(insisting, ROOT, "db2"), factory(db), NOW).orElseThrow();
        assertThat(fault.reason()).isEqualTo(WRONG_IDENTITY);
        assertThat(fault.detail()).contains("'db2'", "CN=db1");
        Issued byDns = root.issue(
                "O=Acme,C=US", "P-256", draft -> draft.names = List.of(new GeneralName(GeneralName.dNSName, "db2")));
        assertThat(negotiate(factory(insisting, ROOT, "db2"), factory(byDns), NOW))
                .isEmpty();
    }

    @Test
    void requestsNameTheKeysOfTheAnchors() throws Exception {
        Authority second = Authority.root("CN=Second", "Ed25519");
        List<Payload.CertificateRequest> requests = factory(
                        web.credential(root, second).build(), ROOT, "db1")
                .begin(true)
                .certificateRequests();
        assertThat(requests).hasSize(1);
        assertThat(requests.get(0).encoding()).isEqualTo(4);
        MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
        String names = requests.get(0).authorities().toHex();
        assertThat(names).hasSize(80);
        for (Authority authority : List.of(root, second)) {
            byte[] name = sha1.digest(authority.certificate().getPublicKey().getEncoded());
            assertThat(names).contains(Bytes.wrap(name).toHex());
        }
    }

    @Test
    void ocspResponsesTravelWithTheChainIfBothWantThem() {
        Bytes response = root.ocsp(web.leaf(), null, NOW.minusSeconds(60), NOW.plusSeconds(60));
        Certificates withOcsp = () -> web.credential(root)
                .ocsp((certificate, issuer) -> certificate.equals(web.leaf()) && issuer.equals(root.certificate())
                        ? Optional.of(response.toArray())
                        : Optional.empty())
                .build();
        Authenticator end =
                CertificateAuthentication.of(tools, withOcsp, ROOT, "db1").begin(true);
        assertThat(end.certificateRequests()).contains(new Payload.CertificateRequest(14, Bytes.empty()));
        assertThat(end.prove(OF_WEB, prf, NOW).certificates()).hasSize(1);
        end.peerAccepts(List.of(2), List.of(new Payload.CertificateRequest(14, Bytes.empty())));
        assertThat(end.prove(OF_WEB, prf, NOW).certificates()).contains(new Payload.Certificate(14, response));
    }

    @Test
    void aCredentialIsAskedForAtEachNegotiation() {
        List<Issued> now = new ArrayList<>(List.of(web));
        CertificateAuthentication reloading = CertificateAuthentication.of(
                tools, () -> now.get(0).credential(root).build(), ROOT, "db1");
        Authenticator first = reloading.begin(true);
        now.set(0, root.issue("CN=web1,OU=renewed", "RSA"));
        assertThat(first.localIdentity()).isNotEqualTo(reloading.begin(true).localIdentity());
        assertThat(negotiate(reloading, factory(db), NOW)).isEmpty();
    }

    @Test
    void whatASourceThrowsIsNoCredential() {
        CertificateAuthentication broken = CertificateAuthentication.of(
                tools,
                () -> {
                    throw new IllegalStateException("the store is locked");
                },
                ROOT,
                "db1");
        IkeFault fault = broken.begin(true).prove(OF_WEB, prf, NOW).fault().orElseThrow();
        assertThat(fault.reason()).isEqualTo(NO_CREDENTIAL);
        assertThat(fault.detail()).contains("the store is locked");
        assertThat(reason(negotiate(factory(web), broken, NOW))).isEqualTo(NO_CREDENTIAL);
    }

    @Test
    void anEndedCertificateIsNotSent() {
        Issued ended = root.issue("CN=web1", "P-256", draft -> draft.until = NOW.minusSeconds(1));
        IkeFault fault =
                factory(ended).begin(true).prove(OF_WEB, prf, NOW).fault().orElseThrow();
        assertThat(fault.reason()).isEqualTo(NO_CREDENTIAL);
        assertThat(fault.detail()).contains("CN=web1", "ended");
    }

    @Test
    void aKeyOfAnotherCertificateProvesNothing() {
        CertificateCredential mixed = CertificateCredential.builder()
                .chain(web.chain())
                .privateKey(db.key())
                .addTrustAnchors(root.certificate())
                .build();
        assertThat(reason(negotiate(factory(mixed, ROOT, "db1"), factory(db), NOW)))
                .isEqualTo(AUTHENTICATION_FAILED);
    }

    @Test
    void aProofForOtherOctetsProvesNothing() {
        Authenticator prover = factory(web).begin(true);
        assertThat(reason(factory(db).begin(false).verify(of(prover, prover.prove(OF_DB, prf, NOW)), OF_WEB, prf, NOW)))
                .isEqualTo(AUTHENTICATION_FAILED);
    }

    @Test
    void withoutAReadableCertificateThereIsNoBelief() {
        Authenticator prover = factory(web).begin(true);
        Proof proof = prover.prove(OF_WEB, prf, NOW);
        Payload.Authentication authentication = proof.authentication().orElseThrow();
        for (List<Payload.Certificate> certificates : List.of(
                List.<Payload.Certificate>of(),
                List.of(new Payload.Certificate(4, Bytes.ofHex("3000"))),
                List.of(new Payload.Certificate(4, Bytes.wrap(new byte[20_000]))),
                List.of(new Payload.Certificate(12, proof.certificates().get(0).data())))) {
            PeerProof peer = new PeerProof(prover.localIdentity(), certificates, authentication);
            assertThat(reason(factory(db).begin(false).verify(peer, OF_WEB, prf, NOW)))
                    .isEqualTo(CERTIFICATE_INVALID);
        }
    }

    /** Any octet of what a peer sends may be anything: the answer is a fault, or that it holds after all, never an exception. */
    @Test
    void changedOctetsAreFaultsAndNeverExceptions() {
        Random random = new Random(42);
        for (String kind : List.of("P-256", "RSA", "Ed25519")) {
            Authority issuing = root.below("CN=Issuing CA", kind);
            Authenticator prover = factory(issuing.issue("CN=web1", kind)).begin(true);
            prover.peerAccepts(List.of(2, 3, 4, 5), List.of());
            Proof proof = prover.prove(OF_WEB, prf, NOW);
            for (int round = 0; round < 400; round++) {
                List<Payload.Certificate> certificates = new ArrayList<>(proof.certificates());
                int which = random.nextInt(certificates.size());
                certificates.set(
                        which,
                        new Payload.Certificate(
                                4, changed(certificates.get(which).data(), random)));
                Payload.Authentication authentication = proof.authentication().orElseThrow();
                Optional<IkeFault> certificateFault = factory(db)
                        .begin(false)
                        .verify(new PeerProof(prover.localIdentity(), certificates, authentication), OF_WEB, prf, NOW);
                assertThat(certificateFault).as("round " + round).isPresent();
                Optional<IkeFault> proofFault = factory(db)
                        .begin(false)
                        .verify(
                                new PeerProof(
                                        prover.localIdentity(),
                                        proof.certificates(),
                                        new Payload.Authentication(14, changed(authentication.data(), random))),
                                OF_WEB,
                                prf,
                                NOW);
                assertThat(proofFault).as("round " + round).isPresent();
            }
        }
    }

    private static Bytes changed(Bytes octets, Random random) {
        byte[] changed = octets.toArray();
        changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
        return random.nextInt(8) == 0 ? Bytes.copyOf(changed, 0, random.nextInt(changed.length)) : Bytes.wrap(changed);
    }

    private Optional<IkeFault> negotiate(
            CertificateAuthentication initiating, CertificateAuthentication responding, Instant now) {
        Authenticator initiator = initiating.begin(true);
        Authenticator responder = responding.begin(false);
        initiator.peerAccepts(responder.signatureHashes(), responder.certificateRequests());
        responder.peerAccepts(initiator.signatureHashes(), initiator.certificateRequests());
        Proof first = initiator.prove(OF_WEB, prf, now);
        if (first.fault().isPresent()) {
            return first.fault();
        }
        Optional<IkeFault> refused = responder.verify(of(initiator, first), OF_WEB, prf, now);
        if (refused.isPresent()) {
            return refused;
        }
        Proof second = responder.prove(OF_DB, prf, now);
        return second.fault().isPresent() ? second.fault() : initiator.verify(of(responder, second), OF_DB, prf, now);
    }

    private static PeerProof of(Authenticator prover, Proof proof) {
        return new PeerProof(
                prover.localIdentity(),
                proof.certificates(),
                proof.authentication().orElseThrow());
    }

    private CertificateAuthentication factory(Issued host) {
        return factory(host.credential(root).build(), ROOT, "peer");
    }

    private CertificateAuthentication factory(CertificateCredential credential, String issuer, String peer) {
        return CertificateAuthentication.of(tools, () -> credential, issuer, peer);
    }

    private CertificateAuthentication expecting(IkeIdentity identity) {
        CertificateCredential credential = web.credential(root).build();
        return CertificateAuthentication.of(tools, () -> credential, ROOT, "db1", Optional.of(identity));
    }

    private static NegotiationFailure reason(Optional<IkeFault> fault) {
        return fault.orElseThrow().reason();
    }
}
