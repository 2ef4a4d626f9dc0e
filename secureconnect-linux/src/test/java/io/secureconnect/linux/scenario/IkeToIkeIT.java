package io.secureconnect.linux.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.IkeOptions;
import io.secureconnect.api.PathStatus;
import io.secureconnect.api.SecureConnectOptions;
import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.auth.PostquantumPreSharedKey;
import io.secureconnect.api.auth.PreSharedKeys;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.policy.Authentication;
import io.secureconnect.api.policy.Organization;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.linux.lab.Await;
import io.secureconnect.linux.lab.Capture;
import io.secureconnect.linux.lab.Lab;
import io.secureconnect.linux.lab.NumberedStream;
import io.secureconnect.linux.lab.RealKernel;
import io.secureconnect.linux.lab.RunningProcess;
import io.secureconnect.linux.lab.Traffic;
import io.secureconnect.linux.lab.Wire;
import io.secureconnect.linux.lab.XfrmDump;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.InstalledSa;
import io.secureconnect.testkit.pki.KeyKind;
import io.secureconnect.testkit.pki.TestCa;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two engines of ours on two real kernels agree on keys by IKE. */
@RealKernel
class IkeToIkeIT {
    private static final String ESP_IN_UDP = "udp port 4500 and udp[4:2] > 12 and not udp[8:4] = 0";
    private static final PreSharedKeys ONE_KEY = keys(0);

    /** The pair's keys of so many epochs, the best one first. */
    static PreSharedKeys keys(int... epochs) {
        List<PairKey> keys = Arrays.stream(epochs)
                .mapToObj(epoch -> {
                    byte[] secret = new byte[32];
                    Arrays.fill(secret, (byte) (epoch + 1));
                    return new PairKey(epoch, SecretBytes.wrap(secret));
                })
                .toList();
        return (local, peer) -> keys;
    }

    @Test
    @DisplayName("pre-shared key, standard terms: ESP and nothing else")
    void preSharedKey(Lab lab) {
        try (TwoEngines pair =
                TwoEngines.on(lab).preSharedKeys(ONE_KEY, ONE_KEY).open().connect()) {
            pair.assertFlows();

            assertThat(pair.assertNothingClear().count(Capture.ESP)).isEqualTo(8);
            assertThat(TwoEngines.path(pair.a()).ike().orElseThrow().initiator())
                    .isTrue();
            assertThat(TwoEngines.path(pair.b()).ike().orElseThrow().initiator())
                    .isFalse();
            assertThat(XfrmDump.of(pair.endA().namespace()).states())
                    .hasSize(2)
                    .allSatisfy(state -> assertThat(state).contains("rfc4106(gcm(aes))", "flag esn"));
        }
    }

    @Test
    @DisplayName("certificates of intermediate CAs")
    void certificates(Lab lab) {
        TestCa root = TestCa.root("CN=Lab Root CA,O=Lab", KeyKind.EC_P384);
        CertificateCredential a = root.intermediate("CN=Lab CA 1,O=Lab", KeyKind.EC_P256)
                .issue("CN=a,O=Lab")
                .credential(root);
        CertificateCredential b = root.intermediate("CN=Lab CA 2,O=Lab", KeyKind.RSA_2048)
                .issue("CN=b,O=Lab")
                .credential(root);
        try (TwoEngines pair = TwoEngines.on(lab)
                .authentication(new Authentication.Certificate(root.name().getName()))
                .options(o -> o.certificates(() -> a), o -> o.certificates(() -> b))
                .open()
                .connect()) {
            pair.assertFlows();
            pair.assertNothingClear();
        }
    }

    @Test
    @DisplayName("hybrid key exchange by the single switch: ML-KEM-768 beside X25519")
    void hybrid(Lab lab) {
        try (TwoEngines pair = TwoEngines.on(lab)
                .preSharedKeys(ONE_KEY, ONE_KEY)
                .terms(terms -> terms.postquantum(true))
                .open()
                .connect()) {
            pair.assertFlows();
            pair.assertNothingClear();
            IkeProposal agreed = TwoEngines.path(pair.a()).ike().orElseThrow().proposal();
            assertThat(agreed.keyExchange()).isEqualTo(KeyExchangeMethod.X25519);
            assertThat(agreed.additional()).containsExactly(KeyExchangeMethod.ML_KEM_768);
        }
    }

    @Test
    @DisplayName("a post-quantum pre-shared key that both insist on")
    void postquantumPreSharedKey(Lab lab) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) 0x77);
        try (TwoEngines pair = TwoEngines.on(lab)
                .preSharedKeys(ONE_KEY, ONE_KEY)
                .options(
                        o -> o.postquantumKey(new PostquantumPreSharedKey("lab", SecretBytes.copyOf(secret), true)),
                        o -> o.postquantumKey(new PostquantumPreSharedKey("lab", SecretBytes.copyOf(secret), true)))
                .open()
                .connect()) {
            pair.assertFlows();
            pair.assertNothingClear();
        }
    }

    @Test
    @DisplayName("encapsulation forced by policy: ESP in UDP 4500 only")
    void forced(Lab lab) {
        try (TwoEngines pair = TwoEngines.on(lab)
                .preSharedKeys(ONE_KEY, ONE_KEY)
                .terms(terms -> terms.udpEncapsulation(UdpEncapsulation.FORCE))
                .open()
                .connect()) {
            assertTravelsInUdp(pair);
        }
    }

    @Test
    @DisplayName("on other ports, forced into UDP: nothing on 500 and 4500, and those are free")
    void otherPorts(Lab lab) {
        try (TwoEngines pair = TwoEngines.on(lab)
                .preSharedKeys(ONE_KEY, ONE_KEY)
                .terms(terms -> terms.ikePorts(IkePorts.besideIkeext()).udpEncapsulation(UdpEncapsulation.FORCE))
                .open()
                .connect()) {
            pair.assertFlows();

            Capture capture = pair.assertNothingBut("(udp port 24500 or udp port 24501)");
            assertThat(capture.count("udp port 24501 and udp[4:2] > 12 and not udp[8:4] = 0"))
                    .isEqualTo(8);
            assertThat(capture.count("udp port 24500")).as("IKE begins there").isGreaterThanOrEqualTo(2);
            assertThat(capture.count("udp port 500 or udp port 4500 or esp")).isZero();
            for (Wire.End end : List.of(pair.endA(), pair.endB())) {
                assertThat(udpPorts(end)).contains(24500, 24501).doesNotContain(500, 4500);
            }
        }
    }

    private static List<Integer> udpPorts(Wire.End end) {
        return end.namespace()
                .run("ss", "-Huln")
                .orThrow()
                .output()
                .lines()
                .map(line -> line.trim().split("\\s+")[3])
                .map(local -> Integer.valueOf(local.substring(local.lastIndexOf(':') + 1)))
                .toList();
    }

    @Test
    @DisplayName("a NAT before the one that begins")
    void nat(Lab lab) {
        try (TwoEngines pair = TwoEngines.on(lab)
                .preSharedKeys(ONE_KEY, ONE_KEY)
                .behindNat()
                .open()
                .connect()) {
            assertTravelsInUdp(pair);
            assertThat(TwoEngines.path(pair.a()).ike().orElseThrow().natDetected())
                    .isTrue();
        }
    }

    @Test
    @DisplayName("an epoch of keys gives way to the next under a running flow: authenticated anew, never clear")
    void epochs(Lab lab) {
        AtomicReference<PreSharedKeys> ofA = new AtomicReference<>(keys(0));
        AtomicReference<PreSharedKeys> ofB = new AtomicReference<>(keys(0));
        try (TwoEngines pair = TwoEngines.on(lab)
                .preSharedKeys(
                        (local, peer) -> ofA.get().of(local, peer),
                        (local, peer) -> ofB.get().of(local, peer))
                .open()
                .connect()) {
            Set<SaId> before = pair.sas();
            NumberedStream there = Traffic.stream(pair.endA(), pair.endB(), AddressFamily.IPV4, Duration.ofMillis(5));
            NumberedStream back = Traffic.stream(pair.endB(), pair.endA(), AddressFamily.IPV4, Duration.ofMillis(5));
            there.awaitSent(20);

            ofB.set(keys(1, 0));
            pair.applyAgain();
            ofA.set(keys(1, 0));
            pair.applyAgain();
            Await.until(
                    "one child on each side, of the new epoch",
                    () -> pair.sas().size() == 4 && Collections.disjoint(before, pair.sas()));
            Set<SaId> after = pair.sas();
            ofA.set(keys(1));
            ofB.set(keys(1));
            pair.applyAgain();
            there.awaitSent(50);

            NumberedStream.Outcome lastThere = there.stop();
            NumberedStream.Outcome lastBack = back.stop();
            assertThat(lastThere.lost()).doesNotContain(lastThere.sent() - 1);
            assertThat(lastBack.lost()).doesNotContain(lastBack.sent() - 1);
            assertThat(pair.sas())
                    .as("made with the new epoch's key")
                    .isEqualTo(after)
                    .hasSize(4);
            pair.assertNothingClear();
        }
    }

    @ParameterizedTest(name = "SIGKILL of the agent that {0}: its SAs go on, the next one replaces them, never clear")
    @ValueSource(strings = {"began", "answered"})
    void killed(String which, Lab lab) {
        Wire wire = lab.wire();
        boolean began = which.equals("began");
        String mortal = began ? "a" : "b";
        String immortal = began ? "b" : "a";
        byte[] key = new byte[32];
        PolicyDocument policy = TwoWorkloads.between(
                Organization.builder().id("lab").build(),
                SaPolicy.standard(),
                TwoWorkloads.at(mortal, wire.a(), AddressFamily.IPV4),
                TwoWorkloads.at(immortal, wire.b(), AddressFamily.IPV4));
        List<PairKey> keys = List.of(new PairKey(0, SecretBytes.copyOf(key)));
        try (EngineHost survivor = EngineHost.open(
                wire.b(),
                SecureConnectOptions.builder()
                        .workload(immortal)
                        .ike(IkeOptions.builder()
                                .preSharedKeys((local, peer) -> keys)
                                .build()))) {
            assertThat(survivor.apply(policy).complete()).isTrue();
            RunningProcess first = IkeAgentProcess.start(wire.a(), mortal, policy, key);
            awaitEncrypted(survivor);
            Set<SaId> before = sas(survivor);
            Capture capture = lab.capture(wire.b(), "killed-" + which);
            NumberedStream there = Traffic.stream(wire.a(), wire.b(), AddressFamily.IPV4, Duration.ofMillis(10));
            NumberedStream back = Traffic.stream(wire.b(), wire.a(), AddressFamily.IPV4, Duration.ofMillis(10));
            there.awaitSent(20);

            first.kill();
            int arrived = there.arrived();
            Await.until("40 more datagrams, for the kernel goes on", () -> there.arrived() > arrived + 40);

            IkeAgentProcess.start(wire.a(), mortal, policy, key);
            Await.until(
                    "other SAs only",
                    Duration.ofSeconds(60),
                    () -> !sas(survivor).isEmpty() && sas(survivor).stream().noneMatch(before::contains));
            awaitEncrypted(survivor);
            assertThat(Traffic.ping(wire.a(), wire.b().ipv4(), 2).received()).isEqualTo(2);
            there.stop();
            back.stop();
            capture.stop();
            assertThat(capture.count(OursAndStrongSwan.CLEAR))
                    .as(capture.show(OursAndStrongSwan.CLEAR))
                    .isZero();
            for (Wire.End end : List.of(wire.a(), wire.b())) {
                Await.until(
                        "no orphans at " + end.namespace(),
                        () -> XfrmDump.of(end.namespace()).states().size() == 2);
            }
        }
    }

    private static void awaitEncrypted(EngineHost host) {
        Await.until("the path encrypted", () -> TwoEngines.path(host).state() == PathStatus.State.ENCRYPTED);
    }

    private static Set<SaId> sas(EngineHost host) {
        return TwoEngines.path(host).sas().stream().map(InstalledSa::id).collect(Collectors.toSet());
    }

    private static void assertTravelsInUdp(TwoEngines pair) {
        pair.assertFlows();
        Capture capture = pair.assertNothingClear();
        assertThat(capture.count(Capture.ESP)).isZero();
        assertThat(capture.count(ESP_IN_UDP)).isEqualTo(8);
    }
}
