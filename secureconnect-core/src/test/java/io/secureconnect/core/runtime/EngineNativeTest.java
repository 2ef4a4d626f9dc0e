package io.secureconnect.core.runtime;

import static io.secureconnect.core.reconcile.Plans.NATIVE;
import static io.secureconnect.core.reconcile.Plans.encrypted;
import static io.secureconnect.core.reconcile.Plans.natively;
import static io.secureconnect.core.reconcile.Plans.path;
import static io.secureconnect.core.runtime.EngineFixture.inbound;
import static io.secureconnect.core.runtime.EngineFixture.outbound;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.CloseMode;
import io.secureconnect.api.IkeOptions;
import io.secureconnect.api.PathStatus;
import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.event.SecureConnectEvent;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaState;
import io.secureconnect.core.reconcile.Plans;
import io.secureconnect.spi.BackendChange.Kind;
import io.secureconnect.spi.BackendChange.Negotiate;
import io.secureconnect.spi.Exemption;
import io.secureconnect.spi.InstalledSa;
import io.secureconnect.spi.NativeAuthentication;
import io.secureconnect.spi.NativeNegotiation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the loop does where the operating system's own IKE makes the keys; the model of the kernel forbids both on one path. */
@Timeout(60)
class EngineNativeTest {
    private static final HostPair DB = path("10.0.0.1<->10.0.0.2");
    private static final Duration A_LOOK = Duration.ofMinutes(1);

    private final EngineFixture host = new EngineFixture();
    private final List<PairKey> keys = new ArrayList<>();
    private final PolicyDocument wanted = host.policies.document(1, NATIVE, natively("db1", DB.toString()));
    private final PolicyDocument byController = host.policies.document(2, encrypted("db1", DB.toString()));
    private final PolicyDocument nativeAgain = host.policies.document(3, NATIVE, natively("db1", DB.toString()));

    @BeforeEach
    void aSystemWithAnIkeOfItsOwn() {
        host.backend.capabilities =
                Plans.kernelWithDaemon(IkeVersion.IKEV1, IkeVersion.IKEV2).build();
        host.ikeOptions = Optional.of(IkeOptions.builder()
                .preSharedKeys((local, peer) -> List.copyOf(keys))
                .build());
        keys.add(key(1));
    }

    @Test
    void theDaemonGetsItsTermsOnceThePathIsProtected() {
        host.now(host.engine().apply(wanted));

        assertThat(host.backend.asked)
                .extracting(change -> change.kind())
                .containsExactly(Kind.ADD_EXEMPTION, Kind.ADD_EXEMPTION, Kind.PROTECT, Kind.NEGOTIATE);
        assertThat(host.backend.kernel.exemptions)
                .extracting(Exemption::name)
                .containsExactlyInAnyOrder("IKE on UDP 500 over IPv4", "IKE on UDP 4500 over IPv4");
        Negotiate asked = lastNegotiate();
        assertThat(asked.terms().version()).isEqualTo(IkeVersion.IKEV1);
        assertThat(asked.terms().ikeProposals()).extracting(Object::toString).containsExactly("aes256-sha256-modp2048");
        assertThat(asked.terms().espProposals())
                .extracting(Object::toString)
                .containsExactly("aes256gcm16", "aes128gcm16");
        assertThat(asked.terms().natTraversal()).isTrue();
    }

    @Test
    void theKeyIsWipedAfterTheCallAndTheEmbeddersStays() {
        host.now(host.engine().apply(wanted));

        NativeAuthentication.PreSharedKey proof =
                (NativeAuthentication.PreSharedKey) lastNegotiate().terms().authentication();
        assertThat(proof.secret().isWiped()).isTrue();
        assertThat(keys.get(0).secret().isWiped()).isFalse();
    }

    @Test
    void steadyStateWritesNothingAlsoAfterARestart() {
        host.now(host.engine().apply(wanted));
        host.backend.takeAskedKinds();

        look();
        assertThat(host.backend.takeAskedKinds()).isEmpty();

        EngineFixture next = successor();
        next.now(next.engine().apply(next.policies.document(1, NATIVE, natively("db1", DB.toString()))));
        assertThat(next.backend.takeAskedKinds()).isEmpty();
    }

    @Test
    void aNewKeyIsHandedOverWithTheNextLook() {
        host.now(host.engine().apply(wanted));
        host.backend.takeAskedKinds();
        keys.add(0, key(2));

        look();

        assertThat(host.backend.takeAskedKinds()).containsExactly(Kind.NEGOTIATE);
    }

    @Test
    void withoutAKeyThePathStaysBlockedAndTheReasonIsToldOnce() {
        keys.clear();
        host.now(host.engine().apply(wanted));
        look();

        assertThat(host.backend.kernel.negotiated).isEmpty();
        assertThat(host.takeEventKinds()).containsOnlyOnce(SecureConnectEvent.Kind.IKE_FAILED);
        PathStatus status = status();
        assertThat(status.state()).isEqualTo(PathStatus.State.WAITING_FOR_KEYS);
        assertThat(status.negotiationFailure()).contains(NegotiationFailure.NO_CREDENTIAL);

        keys.add(key(1));
        look();
        assertThat(status().negotiationFailure()).isEmpty();
        assertThat(status().state()).isEqualTo(PathStatus.State.ON_DEMAND);
    }

    @Test
    void aKeyThatIsMissingLaterEndsNothing() {
        host.now(host.engine().apply(wanted));
        keys.clear();
        look();

        assertThat(host.backend.kernel.negotiated).containsKey(DB);
        assertThat(status().negotiationFailure()).contains(NegotiationFailure.NO_CREDENTIAL);
    }

    @Test
    void onlySasOfBothDirectionsMakeItEncrypted() {
        host.now(host.engine().apply(wanted));
        assertThat(status().state()).isEqualTo(PathStatus.State.ON_DEMAND);

        daemonHas(inbound(DB, 0x100));
        assertThat(status().state()).isEqualTo(PathStatus.State.ON_DEMAND);

        daemonHas(inbound(DB, 0x100), outbound(DB, 0x200));
        assertThat(status().state()).isEqualTo(PathStatus.State.ENCRYPTED);
        assertThat(status().sas()).hasSize(2);
        host.takeEventKinds();
        look();
        assertThat(host.takeEventKinds()).contains(SecureConnectEvent.Kind.PATH_ENCRYPTED);
        assertThat(host.backend.kernel.negotiated.get(DB).sas())
                .as("they are the daemon's own")
                .hasSize(2);
    }

    @Test
    void whatIsThereInPartIsProgrammedAnew() {
        host.now(host.engine().apply(wanted));
        host.backend.kernel.negotiated.put(DB, new NativeNegotiation(Optional.empty(), List.of()));
        assertThat(status().state()).isEqualTo(PathStatus.State.WAITING_FOR_KEYS);

        look();

        assertThat(status().state()).isEqualTo(PathStatus.State.ON_DEMAND);
    }

    @Test
    void fromOurKeysToTheDaemonsThePathIsBlockedInBetween() {
        host.now(host.engine().apply(byController));
        host.leftOver(inbound(DB, 0x100));
        host.leftOver(outbound(DB, 0x200));
        host.backend.takeAskedKinds();

        host.now(host.engine().apply(nativeAgain));

        assertThat(host.backend.takeAskedKinds())
                .containsExactly(
                        Kind.ADD_EXEMPTION, Kind.ADD_EXEMPTION, Kind.REMOVE_SA, Kind.REMOVE_SA, Kind.NEGOTIATE);
        assertThat(host.keying.synchronizedWith.get(host.keying.synchronizedWith.size() - 1))
                .isEmpty();
    }

    @Test
    void anSaThatDoesNotGoKeepsTheDaemonAway() {
        host.now(host.engine().apply(byController));
        host.leftOver(outbound(DB, 0x200));
        host.backend.refuses = change -> change.kind() == Kind.REMOVE_SA;

        host.now(host.engine().apply(nativeAgain));

        assertThat(host.backend.takeAskedKinds()).doesNotContain(Kind.NEGOTIATE);
        assertThat(host.backend.kernel.paths).containsKey(DB);
    }

    @Test
    void fromTheDaemonsKeysToOursThePathIsBlockedInBetween() {
        host.now(host.engine().apply(wanted));
        host.backend.takeAskedKinds();

        host.now(host.engine().apply(byController));

        assertThat(host.backend.takeAskedKinds())
                .containsExactly(Kind.STOP_NEGOTIATING, Kind.REMOVE_EXEMPTION, Kind.REMOVE_EXEMPTION);
        assertThat(host.keying.synchronizedWith.get(host.keying.synchronizedWith.size() - 1))
                .containsKey(DB);
    }

    @Test
    void aDaemonThatDoesNotStopKeepsOurKeysAway() {
        host.now(host.engine().apply(wanted));
        host.backend.refuses = change -> change.kind() == Kind.STOP_NEGOTIATING;

        host.now(host.engine().apply(byController));

        assertThat(host.keying.synchronizedWith.get(host.keying.synchronizedWith.size() - 1))
                .isEmpty();
        assertThat(host.backend.kernel.paths).containsKey(DB);
    }

    @Test
    void theRemovalStopsTheDaemonBeforeTheBlockGoes() {
        host.now(host.engine().apply(wanted));
        host.backend.takeAskedKinds();

        host.loop.submit(new EngineInput.Close(CloseMode.REMOVE, new CompletableFuture<>()));
        host.loop.turn();

        assertThat(host.backend.takeAskedKinds())
                .containsExactly(Kind.STOP_NEGOTIATING, Kind.UNPROTECT, Kind.REMOVE_EXEMPTION, Kind.REMOVE_EXEMPTION);
    }

    private void look() {
        int before = host.backend.snapshots;
        host.advance(A_LOOK);
        host.loop.wake();
        assertThat(host.backend.snapshots).as("looks at the kernel").isGreaterThan(before);
    }

    private EngineFixture successor() {
        EngineFixture next = new EngineFixture();
        next.backend.capabilities = host.backend.capabilities;
        next.ikeOptions = host.ikeOptions;
        next.backend.kernel.paths.putAll(host.backend.kernel.paths);
        next.backend.kernel.exemptions.addAll(host.backend.kernel.exemptions);
        next.backend.kernel.negotiated.putAll(host.backend.kernel.negotiated);
        return next;
    }

    private void daemonHas(SaId... ids) {
        NativeNegotiation before = host.backend.kernel.negotiated.get(DB);
        host.backend.kernel.negotiated.put(
                DB,
                new NativeNegotiation(
                        before.fingerprint(),
                        Stream.of(ids)
                                .map(id -> InstalledSa.builder()
                                        .id(id)
                                        .state(SaState.MATURE)
                                        .build())
                                .collect(Collectors.toList())));
    }

    private PathStatus status() {
        return host.now(host.engine().status()).paths().get(0);
    }

    private Negotiate lastNegotiate() {
        return (Negotiate) host.backend.asked.get(host.backend.asked.size() - 1);
    }

    private static PairKey key(int seed) {
        byte[] octets = new byte[32];
        octets[0] = (byte) seed;
        return new PairKey(seed, SecretBytes.wrap(octets));
    }
}
