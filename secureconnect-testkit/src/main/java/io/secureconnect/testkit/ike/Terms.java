package io.secureconnect.testkit.ike;

import io.secureconnect.api.auth.Certificates;
import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.auth.PostquantumPreSharedKey;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.core.ike.auth.Authenticator;
import io.secureconnect.core.ike.auth.CertificateAuthentication;
import io.secureconnect.core.ike.auth.PskAuthentication;
import io.secureconnect.core.ike.crypto.bc.StandardSignatures;
import io.secureconnect.core.ike.session.PeerTerms;
import io.secureconnect.core.ike.v1.auth.CertificatePhaseOne;
import io.secureconnect.core.ike.v1.auth.PhaseOneAuthentication;
import io.secureconnect.core.ike.v1.auth.PskPhaseOne;
import io.secureconnect.core.ike.v1.crypto.bc.StandardIsakmpCrypto;
import io.secureconnect.core.ike.v1.exchange.IsakmpTerms;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What one end asks of the other; whatever is not set is what a policy says that says nothing, with a pre-shared key that both
 * ends have.
 */
public final class Terms {
    private static final String SECRET = "a secret for tests that both ends have";

    private final String self;
    private final String peer;
    private HostPair path;
    private List<IkeProposal> ike = List.of();
    private List<EspProposal> esp = SaPolicy.standard().espProposals();
    private EspParameters child = EspParameters.standard();
    private boolean perfectForwardSecrecy = true;
    private Duration ikeLifetime = Duration.ofHours(4);
    private UdpEncapsulation udpEncapsulation = UdpEncapsulation.AUTO;
    private Duration livenessInterval = Duration.ofSeconds(30);
    private boolean childWithAuthentication = true;
    private Authenticator.Factory authentication;
    private PhaseOneAuthentication.Factory phaseOne;
    private Optional<PostquantumPreSharedKey> postquantumKey = Optional.empty();

    Terms(String self, String peer, HostPair path) {
        this.self = self;
        this.peer = peer;
        this.path = path;
        List<PairKey> keys = keys(SECRET);
        this.authentication = ikev2(keys);
        this.phaseOne = PskPhaseOne.of(() -> keys);
    }

    /** As the end has it; behind a NAT the other address of what arrives. */
    public Terms path(HostPair value) {
        path = value;
        return this;
    }

    /** Policy keywords, best first. */
    public Terms ike(String... keywords) {
        ike = Arrays.stream(keywords).map(IkeProposal::parse).collect(Collectors.toUnmodifiableList());
        return this;
    }

    /** Policy keywords, best first. */
    public Terms esp(String... keywords) {
        esp = Arrays.stream(keywords).map(EspProposal::parse).collect(Collectors.toUnmodifiableList());
        return this;
    }

    public Terms child(EspParameters value) {
        child = value;
        return this;
    }

    public Terms childLifetime(SaLifetime value) {
        return child(EspParameters.builder().from(child).lifetime(value).build());
    }

    public Terms perfectForwardSecrecy(boolean value) {
        perfectForwardSecrecy = value;
        return this;
    }

    public Terms ikeLifetime(Duration value) {
        ikeLifetime = value;
        return this;
    }

    public Terms udpEncapsulation(UdpEncapsulation value) {
        udpEncapsulation = value;
        return this;
    }

    public Terms livenessInterval(Duration value) {
        livenessInterval = value;
        return this;
    }

    public Terms childWithAuthentication(boolean value) {
        childWithAuthentication = value;
        return this;
    }

    /** What proves the end in IKEv2. */
    public Terms authentication(Authenticator.Factory value) {
        authentication = value;
        return this;
    }

    /** What proves the end in IKEv1. */
    public Terms phaseOne(PhaseOneAuthentication.Factory value) {
        phaseOne = value;
        return this;
    }

    /** Pre-shared keys as octets of the texts, the one to begin with first; epochs count down to 0. */
    public Terms preSharedKeys(String... secrets) {
        List<PairKey> keys = keys(secrets);
        return authentication(ikev2(keys)).phaseOne(PskPhaseOne.of(() -> keys));
    }

    /** A certificate of this end, and who must have issued that of the peer, as a DN. */
    public Terms certificates(Certificates credentials, String issuer) {
        CertificateAuthentication.Tools tools = new CertificateAuthentication.Tools(new StandardSignatures());
        return authentication(CertificateAuthentication.of(tools, credentials, issuer, peer))
                .phaseOne(CertificatePhaseOne.of(tools, new StandardIsakmpCrypto(), credentials, issuer, peer));
    }

    private static List<PairKey> keys(String... secrets) {
        PairKey[] keys = new PairKey[secrets.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = new PairKey(keys.length - 1 - i, SecretBytes.copyOf(secrets[i].getBytes(StandardCharsets.UTF_8)));
        }
        return List.of(keys);
    }

    private Authenticator.Factory ikev2(List<PairKey> keys) {
        return PskAuthentication.of(IkeIdentity.keyId(self), IkeIdentity.keyId(peer), keys);
    }

    public Terms postquantumKey(PostquantumPreSharedKey value) {
        postquantumKey = Optional.of(value);
        return this;
    }

    HostPair path() {
        return path;
    }

    private List<IkeProposal> ikeProposals(IkeVersion version) {
        return ike.isEmpty()
                ? SaPolicy.standard().ikeProposals().stream()
                        .filter(version::has)
                        .collect(Collectors.toUnmodifiableList())
                : ike;
    }

    PeerTerms ofIkev2() {
        return new PeerTerms(
                path,
                peer,
                ikeProposals(IkeVersion.IKEV2),
                esp,
                child,
                perfectForwardSecrecy,
                ikeLifetime,
                udpEncapsulation,
                livenessInterval,
                Duration.ofSeconds(20),
                childWithAuthentication,
                authentication,
                postquantumKey);
    }

    IsakmpTerms ofIkev1() {
        return new IsakmpTerms(
                path,
                peer,
                ikeProposals(IkeVersion.IKEV1),
                esp,
                child,
                perfectForwardSecrecy,
                ikeLifetime,
                udpEncapsulation,
                livenessInterval,
                Duration.ofSeconds(20),
                phaseOne);
    }
}
