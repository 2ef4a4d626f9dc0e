package io.secureconnect.linux.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.IkeOptions;
import io.secureconnect.api.PathStatus;
import io.secureconnect.api.SecureConnectOptions;
import io.secureconnect.api.plan.Explanation;
import io.secureconnect.api.policy.OperatingSystem;
import io.secureconnect.api.policy.Organization;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.linux.lab.Await;
import io.secureconnect.linux.lab.Capture;
import io.secureconnect.linux.lab.Lab;
import io.secureconnect.linux.lab.NatPath;
import io.secureconnect.linux.lab.Ping;
import io.secureconnect.linux.lab.StrongSwan;
import io.secureconnect.linux.lab.SwanConnection;
import io.secureconnect.linux.lab.Traffic;
import io.secureconnect.linux.lab.Wire;
import io.secureconnect.spi.IkePorts;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * One engine of ours and one strongSwan, each on a host of its own, and a witness at strongSwan's end from before the first
 * packet. What is not said otherwise: IPv4, one pre-shared key, AES-256-GCM, X25519.
 */
final class OursAndStrongSwan implements AutoCloseable {
    /** The child's name, and the connection's. */
    static final String HOST = "host";

    /** IKE, and ESP in UDP; what is neither this nor {@link Capture#ESP} went out in clear. */
    static final String CLEAR = Capture.CLEAR + " and not (udp port 500 or udp port 4500)";

    private final Setup setup;
    private final Capture capture;
    private final StrongSwan strongSwan;
    private EngineHost engine;

    private OursAndStrongSwan(Setup setup, Capture capture, StrongSwan strongSwan, EngineHost engine) {
        this.setup = setup;
        this.capture = capture;
        this.strongSwan = strongSwan;
        this.engine = engine;
    }

    /** Who sends the first message: the workload with the lower id. */
    enum Initiator {
        OURS("a", "b"),
        STRONGSWAN("b", "a");

        private final String ourId;
        private final String theirId;

        Initiator(String ourId, String theirId) {
            this.ourId = ourId;
            this.theirId = theirId;
        }

        String ourId() {
            return ourId;
        }

        String theirId() {
            return theirId;
        }

        /** The subject of our certificate. */
        String ourName() {
            return "CN=" + ourId + ",O=Lab";
        }

        /** The subject of strongSwan's certificate. */
        String theirName() {
            return "CN=" + theirId + ",O=Lab";
        }
    }

    static Setup on(Lab lab, Initiator initiator) {
        return new Setup(lab, initiator);
    }

    /** What a scenario varies; not to be used again after {@link #open}. */
    static final class Setup {
        private final Lab lab;
        private final Initiator initiator;
        private final SaPolicy.Builder terms = SaPolicy.builder()
                .addIkeProposals(IkeProposal.parse("aes256gcm16-prfsha384-x25519"))
                .addEspProposals(EspProposal.parse("aes256gcm16"));
        private AddressFamily family = AddressFamily.IPV4;
        private Credentials credentials = Credentials.preSharedKey();
        private UnaryOperator<SwanConnection> connection =
                c -> c.proposals("aes256gcm16-prfsha384-x25519", "aes256gcm16-x25519-esn");
        private Consumer<IkeOptions.Builder> options = o -> {};
        private JumpingClock clock = new JumpingClock();
        private OperatingSystem theirSystem = OperatingSystem.LINUX;
        private Wire.End ours;
        private Wire.End theirs;
        private IpAddress ourAddressSeen;
        private IpAddress theirAddressSeen;

        private Setup(Lab lab, Initiator initiator) {
            this.lab = lab;
            this.initiator = initiator;
        }

        Setup family(AddressFamily value) {
            family = value;
            return this;
        }

        Setup credentials(Credentials value) {
            credentials = value;
            return this;
        }

        /** Our proposals are these, strongSwan's too; the key exchange is also that of rekeyed children. */
        Setup proposals(String ike, String esp) {
            terms.ikeProposals(List.of(IkeProposal.parse(ike))).espProposals(List.of(EspProposal.parse(esp)));
            String keyExchange = IkeProposal.parse(ike).keyExchange().keyword();
            return strongSwan(c -> c.proposals(ike, esp + "-" + keyExchange + "-esn"));
        }

        /** IKEv1, for strongSwan's workload counts as a Windows one; AES-CBC, SHA-256, MODP-2048, and AES-256-GCM for ESP. */
        Setup ikev1() {
            return ikev1("aes256-sha256-modp2048", "aes256gcm16", true);
        }

        /**
         * IKEv1 with these proposals on both sides.
         *
         * @param perfectForwardSecrecy by the group of {@code ike}
         */
        Setup ikev1(String ike, String esp, boolean perfectForwardSecrecy) {
            theirSystem = OperatingSystem.WINDOWS;
            terms.windowsIkePorts(IkePorts.standard())
                    .ikeProposals(List.of(IkeProposal.parse(ike)))
                    .espProposals(List.of(EspProposal.parse(esp)))
                    .perfectForwardSecrecy(perfectForwardSecrecy);
            String group = IkeProposal.parse(ike).keyExchange().keyword();
            return strongSwan(c -> c.ikev1().proposals(ike, perfectForwardSecrecy ? esp + "-" + group : esp));
        }

        Setup terms(Consumer<SaPolicy.Builder> change) {
            change.accept(terms);
            return this;
        }

        Setup options(Consumer<IkeOptions.Builder> change) {
            options = options.andThen(change);
            return this;
        }

        /** Something else that strongSwan is told. */
        Setup strongSwan(UnaryOperator<SwanConnection> change) {
            UnaryOperator<SwanConnection> before = connection;
            connection = c -> change.apply(before.apply(c));
            return this;
        }

        /** A NAT before the one that begins. */
        Setup behindNat() {
            NatPath path = lab.behindNat();
            boolean oursInside = initiator == Initiator.OURS;
            ours = oursInside ? path.a() : path.b();
            theirs = oursInside ? path.b() : path.a();
            ourAddressSeen = oursInside ? path.mapped() : ours.ipv4();
            theirAddressSeen = oursInside ? theirs.ipv4() : path.mapped();
            return oursInside ? strongSwan(SwanConnection::fromAnywhere) : this;
        }

        private void onOneWire() {
            Wire wire = lab.wire();
            ours = wire.a();
            theirs = wire.b();
            ourAddressSeen = ours.address(family);
            theirAddressSeen = theirs.address(family);
        }

        /** Starts strongSwan, then the capture, then our engine, without a policy yet. */
        OursAndStrongSwan open() {
            if (ours == null) {
                onOneWire();
            }
            StrongSwan strongSwan = StrongSwan.start(theirs.namespace());
            SwanConnection plain = SwanConnection.between(HOST, theirs.address(family), ourAddressSeen);
            strongSwan.load(
                    credentials.theirs(strongSwan, connection.apply(plain), initiator.ourId(), initiator.theirId()));
            Capture capture = lab.capture(theirs, "wire-" + initiator);
            return new OursAndStrongSwan(this, capture, strongSwan, engine());
        }

        private EngineHost engine() {
            IkeOptions.Builder ike = IkeOptions.builder();
            credentials.ours(ike);
            options.accept(ike);
            return EngineHost.open(
                    ours,
                    SecureConnectOptions.builder()
                            .workload(initiator.ourId())
                            .timeSource(clock)
                            .ike(ike.build()));
        }

        PolicyDocument policy() {
            return TwoWorkloads.between(
                    Organization.builder()
                            .id("lab")
                            .authentication(credentials.authentication())
                            .build(),
                    terms.build(),
                    TwoWorkloads.workload(initiator.ourId(), ours.device(), List.of(ours.address(family))),
                    TwoWorkloads.workload(
                            initiator.theirId(), theirSystem, theirs.device(), List.of(theirAddressSeen)));
        }
    }

    EngineHost engine() {
        return engine;
    }

    StrongSwan strongSwan() {
        return strongSwan;
    }

    JumpingClock clock() {
        return setup.clock;
    }

    Wire.End ours() {
        return setup.ours;
    }

    Wire.End theirs() {
        return setup.theirs;
    }

    PolicyDocument policy() {
        return setup.policy();
    }

    /** Applies the policy and lets the initiator begin. */
    OursAndStrongSwan begin() {
        assertThat(engine.apply(policy()).complete()).isTrue();
        if (setup.initiator == Initiator.STRONGSWAN) {
            strongSwan.begin(HOST);
        }
        return this;
    }

    /** As {@link #begin}, until both ends have their SAs. */
    OursAndStrongSwan connect() {
        begin().awaitEncrypted();
        return this;
    }

    void awaitEncrypted() {
        Await.until("the path encrypted", () -> path().state() == PathStatus.State.ENCRYPTED);
        Await.until("strongSwan's child", () -> strongSwan.sas().installed() > 0);
    }

    /** How our engine sees the one path. */
    PathStatus path() {
        assertThat(engine.status().paths()).hasSize(1);
        return engine.status().paths().get(0);
    }

    /** What our engine says of the pair. */
    Explanation explanation() {
        return EngineHost.await(engine.engine().explain(setup.initiator.theirId()));
    }

    /** Lets packets go both ways, each answered. */
    void assertFlows() {
        Ping there = Traffic.ping(ours(), setup.theirAddressSeen, 2);
        Ping back = Traffic.ping(theirs(), setup.ourAddressSeen, 2);
        assertThat(there.received()).as(there.text()).isEqualTo(2);
        assertThat(back.received()).as(back.text()).isEqualTo(2);
    }

    void assertBlocked() {
        assertThat(Traffic.ping(ours(), setup.theirAddressSeen, 2).received()).isZero();
        assertThat(Traffic.ping(theirs(), setup.ourAddressSeen, 2).received()).isZero();
    }

    /** Ends the capture: it must not hold a clear packet of ours. */
    Capture assertNothingClear() {
        capture.stop();
        String clear = CLEAR + " and src host " + setup.ourAddressSeen;
        assertThat(capture.count(clear)).as(capture.show(clear)).isZero();
        return capture;
    }

    /** Our engine's host crashed and starts again: the old engine is left as it is, another one takes over. */
    void restartOurs() {
        engine.close();
        engine = setup.engine();
    }

    @Override
    public void close() {
        engine.close();
    }
}
