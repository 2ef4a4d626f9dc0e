package io.secureconnect.linux.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.IkeOptions;
import io.secureconnect.api.PathStatus;
import io.secureconnect.api.SecureConnectOptions;
import io.secureconnect.api.auth.PreSharedKeys;
import io.secureconnect.api.policy.Authentication;
import io.secureconnect.api.policy.OperatingSystem;
import io.secureconnect.api.policy.Organization;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.linux.lab.Await;
import io.secureconnect.linux.lab.Capture;
import io.secureconnect.linux.lab.Lab;
import io.secureconnect.linux.lab.NatPath;
import io.secureconnect.linux.lab.Ping;
import io.secureconnect.linux.lab.Traffic;
import io.secureconnect.linux.lab.Wire;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.InstalledSa;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two engines of ours that agree on keys by IKE: workload {@code a}, which begins, and workload {@code b}, each on a host of
 * its own, with a witness at b's end from before the first packet.
 */
final class TwoEngines implements AutoCloseable {
    private final Setup setup;
    private final Capture capture;
    private final EngineHost a;
    private final EngineHost b;

    private TwoEngines(Setup setup, Capture capture, EngineHost a, EngineHost b) {
        this.setup = setup;
        this.capture = capture;
        this.a = a;
        this.b = b;
    }

    static Setup on(Lab lab) {
        return new Setup(lab);
    }

    /** What a scenario varies. What is not said otherwise: IPv4 on one wire, one pre-shared key, the standard terms. */
    static final class Setup {
        private final Lab lab;
        private final SaPolicy.Builder terms = SaPolicy.builder();
        private final IkeOptions.Builder optionsOfA = IkeOptions.builder();
        private final IkeOptions.Builder optionsOfB = IkeOptions.builder();
        private final JumpingClock clock = new JumpingClock();
        private Authentication authentication = new Authentication.PreSharedKey();
        private OperatingSystem other = OperatingSystem.LINUX;
        private Wire.End endA;
        private Wire.End endB;
        /** As b sees it. */
        private IpAddress addressOfA;

        private Setup(Lab lab) {
            this.lab = lab;
        }

        Setup preSharedKeys(PreSharedKeys ofA, PreSharedKeys ofB) {
            optionsOfA.preSharedKeys(ofA);
            optionsOfB.preSharedKeys(ofB);
            return this;
        }

        /** Each takes the other for a Windows host, with which policy has IKEv1 used, here on UDP 500 and 4500. */
        Setup ikev1() {
            other = OperatingSystem.WINDOWS;
            terms.windowsIkePorts(IkePorts.standard());
            return this;
        }

        Setup terms(Consumer<SaPolicy.Builder> change) {
            change.accept(terms);
            return this;
        }

        Setup authentication(Authentication value) {
            authentication = value;
            return this;
        }

        Setup options(Consumer<IkeOptions.Builder> ofA, Consumer<IkeOptions.Builder> ofB) {
            ofA.accept(optionsOfA);
            ofB.accept(optionsOfB);
            return this;
        }

        /** A NAT before a. */
        Setup behindNat() {
            NatPath path = lab.behindNat();
            endA = path.a();
            endB = path.b();
            addressOfA = path.mapped();
            return this;
        }

        Setup onOneWire() {
            Wire wire = lab.wire();
            endA = wire.a();
            endB = wire.b();
            addressOfA = endA.ipv4();
            return this;
        }

        TwoEngines open() {
            if (endA == null) {
                onOneWire();
            }
            Capture capture = lab.capture(endB, "wire");
            return new TwoEngines(this, capture, engine(endA, "a", optionsOfA), engine(endB, "b", optionsOfB));
        }

        private EngineHost engine(Wire.End end, String workload, IkeOptions.Builder options) {
            return EngineHost.open(
                    end,
                    SecureConnectOptions.builder()
                            .workload(workload)
                            .timeSource(clock)
                            .ike(options.build()));
        }

        PolicyDocument policyOfA() {
            return policy(endA.ipv4(), OperatingSystem.LINUX, other);
        }

        PolicyDocument policyOfB() {
            return policy(addressOfA, other, OperatingSystem.LINUX);
        }

        /** The policy with what holds at the host it is for. */
        private PolicyDocument policy(IpAddress addressOfA, OperatingSystem a, OperatingSystem b) {
            return TwoWorkloads.between(
                    Organization.builder()
                            .id("lab")
                            .authentication(authentication)
                            .build(),
                    terms.build(),
                    TwoWorkloads.workload("a", a, endA.device(), List.of(addressOfA)),
                    TwoWorkloads.workload("b", b, endB.device(), List.of(endB.ipv4())));
        }
    }

    EngineHost a() {
        return a;
    }

    EngineHost b() {
        return b;
    }

    Wire.End endA() {
        return setup.endA;
    }

    Wire.End endB() {
        return setup.endB;
    }

    JumpingClock clock() {
        return setup.clock;
    }

    /** Applies the policy on both hosts and waits until both have their SAs. */
    TwoEngines connect() {
        applyAgain();
        awaitEncrypted();
        return this;
    }

    /** The policy again, whereupon engines look at their credentials. */
    void applyAgain() {
        assertThat(b.apply(setup.policyOfB()).complete()).isTrue();
        assertThat(a.apply(setup.policyOfA()).complete()).isTrue();
    }

    void awaitEncrypted() {
        for (EngineHost host : List.of(a, b)) {
            Await.until("the path encrypted", () -> path(host).state() == PathStatus.State.ENCRYPTED);
        }
    }

    /** How one engine sees the one path. */
    static PathStatus path(EngineHost host) {
        assertThat(host.status().paths()).hasSize(1);
        return host.status().paths().get(0);
    }

    /** The SAs of both hosts. */
    Set<SaId> sas() {
        return Stream.of(a, b)
                .flatMap(host -> path(host).sas().stream())
                .map(InstalledSa::id)
                .collect(Collectors.toSet());
    }

    /** Lets packets go both ways, each answered. */
    void assertFlows() {
        Ping there = Traffic.ping(setup.endA, setup.endB.ipv4(), 2);
        Ping back = Traffic.ping(setup.endB, setup.addressOfA, 2);
        assertThat(there.received()).as(there.text()).isEqualTo(2);
        assertThat(back.received()).as(back.text()).isEqualTo(2);
    }

    /** Ends the capture: it must not hold a clear packet. */
    Capture assertNothingClear() {
        return assertNothingBut("(udp port 500 or udp port 4500)");
    }

    /** The same where IKE and ESP in UDP have other ports. */
    Capture assertNothingBut(String ike) {
        capture.stop();
        String clear = Capture.CLEAR + " and not " + ike;
        assertThat(capture.count(clear)).as(capture.show(clear)).isZero();
        return capture;
    }

    @Override
    public void close() {
        a.close();
        b.close();
    }
}
