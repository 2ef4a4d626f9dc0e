package io.secureconnect.testkit.ike.bench;

import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.core.ike.auth.Authenticator;
import io.secureconnect.core.ike.auth.CertificateAuthentication;
import io.secureconnect.core.ike.auth.PskAuthentication;
import io.secureconnect.core.ike.crypto.bc.StandardSignatures;
import io.secureconnect.testkit.pki.KeyKind;
import io.secureconnect.testkit.pki.TestCa;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the ends of the benchmarks prove themselves with. */
interface Credentials {
    /** How many hosts a benchmark takes in turn at each end: more than certificates that a JDK remembers to have seen. */
    int HOSTS = 1000;

    /** For one negotiation of {@code self} with {@code peer}. */
    Authenticator.Factory of(String self, String peer);

    static Credentials preSharedKey() {
        PairKey key = new PairKey(0, SecretBytes.wrap(new byte[32]));
        return (self, peer) -> PskAuthentication.of(IkeIdentity.keyId(self), IkeIdentity.keyId(peer), List.of(key));
    }

    /**
     * P-256 certificates of one CA. Nothing is remembered of a peer's certificate from one negotiation to the next, as if each
     * were the first with that peer.
     */
    static Credentials certificates() {
        String authority = "CN=Root,O=Bench";
        TestCa ca = TestCa.root(authority, KeyKind.EC_P256);
        StandardSignatures signatures = new StandardSignatures();
        Map<String, CertificateCredential> credentials = new ConcurrentHashMap<>();
        return (self, peer) -> {
            CertificateCredential credential = credentials.computeIfAbsent(
                    self, name -> ca.issue("CN=" + name + ",O=Bench").credential(ca));
            return CertificateAuthentication.of(
                    new CertificateAuthentication.Tools(signatures), () -> credential, authority, peer);
        };
    }
}
