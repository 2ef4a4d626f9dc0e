package io.secureconnect.windows.nativekeying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.NativeAuthentication;
import io.secureconnect.spi.NativeTerms;
import io.secureconnect.spi.Protection;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.windows.backend.Lifetime;
import io.secureconnect.windows.backend.ModelBackends;
import io.secureconnect.windows.backend.WindowsBackend;
import io.secureconnect.windows.backend.WindowsBackendOptions;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.model.WindowsHost;
import io.secureconnect.windows.wfp.DisplayData;
import io.secureconnect.windows.wfp.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The modelled filter engine has the objects and their references; what IKEEXT makes of them is not modelled. */
class NativeKeyingTest {
    private static final Session SESSION = Session.named(DisplayData.of("test", ""), 1000);
    private static final NativeFilters FILTERS =
            new NativeFilters(Lifetime.STATIC.guard(), Lifetime.STATIC.transport());

    private final WindowsHost host = WindowsHost.named("win1");
    private WindowsBackend backend;
    private NativeKeying keying;

    @BeforeEach
    void open() {
        backend = ModelBackends.open(host, WindowsBackendOptions.STANDARD);
        keying = new NativeKeying(host.source().open(SESSION), FILTERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1 10.0.0.2", "2001:db8::1 2001:db8::2"})
    void theFirstPacketAsksWindowsToNegotiateAndNothingPassesInClear(String text) {
        HostPair path = protectedPath(text);
        host.send(packet(path));
        assertThat(host.acquires()).as("the gate stands").isEmpty();

        assertThat(keying.negotiate(path, terms(1, IkeVersion.IKEV1))).isTrue();

        assertThat(host.send(packet(path))).isEmpty();
        assertThat(host.acquires()).containsExactly(path);
        assertNothingClear(path);
        assertThat(keying.negotiated())
                .isEqualTo(Map.of(path, terms(1, IkeVersion.IKEV1).fingerprint()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1 10.0.0.2", "2001:db8::1 2001:db8::2"})
    void atEveryStepOfItsLifeThePathIsBlocked(String text) {
        HostPair path = protectedPath(text);
        host.observe(() -> assertNothingClear(path));

        keying.negotiate(path, terms(1, IkeVersion.IKEV1));
        keying.negotiate(path, terms(2, IkeVersion.IKEV2));
        assertThat(keying.stop(path)).isTrue();
        assertThat(keying.stop(path)).isFalse();

        assertThat(keying.negotiated()).isEmpty();
        assertThat(host.ownObjects()).noneMatch(line -> line.contains("native"));
        host.send(packet(path));
        assertThat(host.acquires()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = "10.0.0.1 10.0.0.2")
    void theSameTermsAreWrittenOnceAndOthersTakeTheirPlace(String text) {
        HostPair path = protectedPath(text);
        keying.negotiate(path, terms(1, IkeVersion.IKEV1));
        int before = host.writes();

        assertThat(keying.negotiate(path, terms(1, IkeVersion.IKEV1))).isFalse();
        assertThat(host.writes()).isEqualTo(before);
        assertThat(keying.negotiate(path, terms(2, IkeVersion.IKEV1))).isTrue();
        assertThat(keying.negotiated())
                .isEqualTo(Map.of(path, terms(2, IkeVersion.IKEV1).fingerprint()));
    }

    @ParameterizedTest
    @ValueSource(strings = "10.0.0.1 10.0.0.2")
    void aCrashAtAnyWriteLeavesAllOrNothingAndNothingClear(String text) {
        int write = 1;
        for (boolean died = true; died; write++) {
            WindowsHost machine = WindowsHost.named("win" + write);
            HostPair path = path(text);
            protect(ModelBackends.open(machine, WindowsBackendOptions.STANDARD), path, Protection.ENCRYPT);
            NativeKeying first = new NativeKeying(machine.source().open(SESSION), FILTERS);
            machine.crashBefore(write);
            died = false;
            try {
                first.negotiate(path, terms(1, IkeVersion.IKEV1));
            } catch (RuntimeException | Error death) {
                died = true;
            }
            assertThat(machine.sendsInClear(packet(path))).isFalse();
            assertThat(machine.acceptsInClear(packet(path.mirror()))).isFalse();
            machine.crash();
            NativeKeying next = new NativeKeying(machine.source().open(SESSION), FILTERS);
            assertThat(next.paths()).isEqualTo(next.negotiated().keySet());
            next.negotiate(path, terms(1, IkeVersion.IKEV1));
            assertThat(next.negotiated()).containsOnlyKeys(path);
        }
        assertThat(write).as("writes tried").isGreaterThan(10);
    }

    @ParameterizedTest
    @ValueSource(strings = "10.0.0.1 10.0.0.2")
    void aFilterThatSomebodyTookAwayIsNoticedAndSetRight(String text) {
        HostPair path = protectedPath(text);
        keying.negotiate(path, terms(1, IkeVersion.IKEV1));
        try (FilterEngine other = host.foreignSource("other").open(SESSION)) {
            other.deleteFilter(NativeNames.filter(path, NativeRole.KEYING_MODULE));
        }

        assertThat(keying.negotiated()).isEmpty();
        assertThat(keying.paths()).containsExactly(path);
        assertThat(keying.negotiate(path, terms(1, IkeVersion.IKEV1))).isTrue();
        assertThat(keying.negotiated()).containsOnlyKeys(path);
    }

    @ParameterizedTest
    @ValueSource(strings = "10.0.0.1 10.0.0.2")
    void withoutTheSublayersOfABlockedPathNothingIsDone(String text) {
        assertThatThrownBy(() -> keying.negotiate(path(text), terms(1, IkeVersion.IKEV1)))
                .hasMessageContaining("SUBLAYER");

        assertThat(keying.paths()).isEmpty();
        assertThat(host.ownObjects()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = "10.0.0.1 10.0.0.2")
    void discardingStopsItHardThoughTheDaemonIsStillThere(String text) {
        HostPair path = protectedPath(text);
        keying.negotiate(path, terms(1, IkeVersion.IKEV1));

        protect(backend, path, Protection.DISCARD);

        host.send(packet(path));
        assertThat(host.acquires()).isEmpty();
        assertNothingClear(path);
    }

    @ParameterizedTest
    @ValueSource(strings = "10.0.0.1 10.0.0.2")
    void theBackendOfPathsFindsItsOwnPartWholeBesideIt(String text) {
        HostPair path = protectedPath(text);
        keying.negotiate(path, terms(1, IkeVersion.IKEV1));

        BackendSnapshot snapshot = backend.snapshot();

        assertThat(snapshot.paths()).isEqualTo(Map.of(path, Protection.ENCRYPT));
        assertThat(snapshot.incompletePaths()).isEmpty();
        assertThat(snapshot.foreignPolicies()).noneMatch(policy -> policy.precedes());
    }

    private HostPair protectedPath(String text) {
        HostPair path = path(text);
        protect(backend, path, Protection.ENCRYPT);
        return path;
    }

    private static HostPair path(String text) {
        String[] ends = text.split(" ");
        return HostPair.of(ends[0], ends[1]);
    }

    private static void protect(WindowsBackend backend, HostPair path, Protection protection) {
        assertThat(backend.apply(List.of(new BackendChange.Protect(path, protection))))
                .noneMatch(result -> result.isFailed());
    }

    private void assertNothingClear(HostPair path) {
        assertThat(host.sendsInClear(packet(path))).isFalse();
        assertThat(host.acceptsInClear(packet(path.mirror()))).isFalse();
    }

    private static IpPacket packet(HostPair path) {
        return IpPacket.udp(path.local(), 5, path.remote(), 7, new byte[4]);
    }

    static NativeTerms terms(int seed, IkeVersion version) {
        byte[] key = new byte[32];
        key[0] = (byte) seed;
        return NativeTerms.builder()
                .version(version)
                .authentication(new NativeAuthentication.PreSharedKey(SecretBytes.wrap(key)))
                .addIkeProposals(IkeProposal.parse("aes256-sha256-modp2048"))
                .addEspProposals(EspProposal.AES_256_GCM, EspProposal.parse("aes128-sha256"))
                .perfectForwardSecrecy(true)
                .ikeLifetime(Duration.ofHours(4))
                .childLifetime(SaLifetime.standard())
                .natTraversal(true)
                .build();
    }
}
