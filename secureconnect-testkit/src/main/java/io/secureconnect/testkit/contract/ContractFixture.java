package io.secureconnect.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.ChildSa;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.spi.BackendCapabilities;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.ChangeResult.Outcome;
import io.secureconnect.spi.InstalledSa;
import io.secureconnect.spi.IpsecBackend;
import io.secureconnect.spi.Protection;
import io.secureconnect.testkit.contract.BackendHarness.Ability;
import io.secureconnect.testkit.kernel.ChildSas;
import io.secureconnect.testkit.time.SeededRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One test's backend, its surroundings, and a record of every text it gave out. */
final class ContractFixture implements AutoCloseable {
    static final int ANY_PORT = 40_001;
    private static final int STANDARD_WINDOW = 128;

    final BackendHarness harness;
    final ChildSas children;
    private final KeyScan scan = new KeyScan();
    private final SeededRandom random;
    private IpsecBackend backend;
    private @Nullable IpsecBackend peer;

    ContractFixture(BackendHarness harness, SeededRandom random) {
        this.harness = harness;
        this.random = random;
        this.children = new ChildSas(this::fillSecret);
        this.backend = harness.open();
    }

    private void fillSecret(byte[] octets) {
        random.fill(octets);
        scan.made(octets);
    }

    /** Octets that no text of the backend may show. */
    byte[] secret(int octets) {
        byte[] secret = new byte[octets];
        fillSecret(secret);
        return secret;
    }

    IpsecBackend backend() {
        return backend;
    }

    IpsecBackend peer() {
        needs(Ability.PEER);
        if (peer == null) {
            peer = harness.openPeer();
        }
        return peer;
    }

    /** Drops the backend, as the end of its process does, and opens another. */
    IpsecBackend reopen() {
        backend.close();
        backend = harness.open();
        return backend;
    }

    void needs(Ability... abilities) {
        for (Ability ability : abilities) {
            assumeTrue(harness.abilities().contains(ability), () -> "this environment has no " + ability);
        }
    }

    BackendCapabilities capabilities() {
        BackendCapabilities capabilities = backend.capabilities();
        scan.heard(capabilities);
        return capabilities;
    }

    void needsEsp() {
        assumeTrue(!capabilities().proposals().isEmpty(), () -> capabilities().description() + " carries no ESP");
    }

    Set<AddressFamily> families() {
        return harness.families();
    }

    Set<AddressFamily> espFamilies() {
        return capabilities().families();
    }

    HostPair path(AddressFamily family) {
        return harness.path(family, 0);
    }

    /** What the backend can do of the standard parameters. */
    EspParameters parameters() {
        BackendCapabilities able = capabilities();
        EspProposal proposal = able.proposals().contains(EspProposal.AES_256_GCM)
                ? EspProposal.AES_256_GCM
                : able.proposals().iterator().next();
        int largest = able.largestReplayWindow();
        return EspParameters.builder()
                .proposal(proposal)
                .extendedSequenceNumbers(able.extendedSequenceNumbers())
                .replayWindow(largest == 0 ? STANDARD_WINDOW : Math.min(STANDARD_WINDOW, largest))
                .build();
    }

    ChildSa child(HostPair path) {
        return children.child(path, parameters());
    }

    BackendSnapshot snapshot() {
        BackendSnapshot snapshot = backend.snapshot();
        scan.heard(snapshot);
        return snapshot;
    }

    List<SaId> saIds() {
        return snapshot().sas().stream().map(InstalledSa::id).sorted().collect(Collectors.toList());
    }

    Optional<InstalledSa> sa(SaId id) {
        return snapshot().sas().stream().filter(sa -> sa.id().equals(id)).findFirst();
    }

    List<ChangeResult> apply(BackendChange... changes) {
        return apply(Arrays.asList(changes));
    }

    List<ChangeResult> apply(List<? extends BackendChange> changes) {
        List<ChangeResult> results = backend.apply(changes);
        results.forEach(scan::heard);
        assertThat(results)
                .extracting(ChangeResult::change)
                .as("one answer for each change, in the order asked")
                .isEqualTo(new ArrayList<>(changes));
        return results;
    }

    /** Each change must be done, and have been something to do. */
    void applied(BackendChange... changes) {
        assertThat(apply(changes))
                .allSatisfy(result ->
                        assertThat(result.outcome()).as(() -> result.toString()).isEqualTo(Outcome.APPLIED));
    }

    /** Each change must find nothing to do. */
    void unchanged(BackendChange... changes) {
        assertThat(apply(changes))
                .allSatisfy(result ->
                        assertThat(result.outcome()).as(() -> result.toString()).isEqualTo(Outcome.UNCHANGED));
    }

    void fails(ErrorCode code, BackendChange change) {
        ChangeResult result = apply(change).get(0);
        assertThat(result.outcome()).as(() -> result.toString()).isEqualTo(Outcome.FAILED);
        ChangeResult.Fault fault = result.fault().orElseThrow();
        assertThat(fault.code()).as(fault.message()).isEqualTo(code);
        assertThat(fault.message()).as("text of " + code).isNotBlank();
    }

    void protect(HostPair path, Protection protection) {
        applied(new Protect(path, protection));
    }

    /** Both SAs, inbound first as the port asks. */
    void install(ChildSa child) {
        applied(new InstallSa(child.inbound()));
        applied(new InstallSa(child.outbound()));
    }

    /** The same on the peer. */
    void peerApplied(BackendChange... changes) {
        List<ChangeResult> results = peer().apply(Arrays.asList(changes));
        results.forEach(scan::heard);
        assertThat(results)
                .allSatisfy(result ->
                        assertThat(result.outcome()).as(() -> "peer: " + result).isEqualTo(Outcome.APPLIED));
    }

    EventTape listen() {
        EventTape tape = new EventTape(harness, scan);
        backend.listen(tape);
        return tape;
    }

    boolean delivers(HostPair path, Direction direction) {
        needs(Ability.PACKETS);
        return harness.delivers(path, direction, ANY_PORT, ANY_PORT + 1);
    }

    void assertPasses(HostPair path, String when) {
        for (Direction direction : Direction.values()) {
            assertThat(delivers(path, direction))
                    .as("an " + direction + " packet on " + path + " passes " + when)
                    .isTrue();
        }
    }

    void assertBlocked(HostPair path, String when) {
        for (Direction direction : Direction.values()) {
            assertThat(delivers(path, direction))
                    .as("an " + direction + " packet on " + path + " passes " + when)
                    .isFalse();
        }
    }

    /** What {@code call} throws counts as text too. */
    <T> T heard(Function<IpsecBackend, T> call) {
        try {
            T answer = call.apply(backend);
            scan.heard(String.valueOf(answer));
            return answer;
        } catch (RuntimeException thrown) {
            scan.heard(thrown);
            throw thrown;
        }
    }

    @Override
    public void close() {
        try {
            scan.assertNoKeyShown();
        } finally {
            backend.close();
            if (peer != null) {
                peer.close();
            }
            harness.close();
        }
    }
}
