package io.secureconnect.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.secureconnect.api.IkeOptions;
import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.SecureConnectOptions;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.event.SecureConnectEvent;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.KeyMaterial;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaState;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.spi.Exemption;
import io.secureconnect.spi.InstalledSa;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** An engine of {@code web1} on fakes, whose loop turns inside {@link #now} and {@link #refused}. */
final class EngineFixture {
    final FakeBackend backend = new FakeBackend();
    final FakePolicies policies = new FakePolicies();
    final FakeKeying keying = new FakeKeying();
    final FakeIke ike = new FakeIke();
    final ManualLoop loop = new ManualLoop();
    final List<SecureConnectEvent> events = new ArrayList<>();
    final List<Exemption> failsafe = new ArrayList<>();
    Consumer<SecureConnectEvent> alsoHears = event -> {};
    boolean withKeys = true;
    boolean withIke;
    Optional<IkeOptions> ikeOptions = Optional.empty();
    private Instant time = Instant.parse("2026-03-01T00:00:00Z");
    private SecureConnect engine;

    /** The engine; opened when first asked for. */
    SecureConnect engine() {
        if (engine == null) {
            engine = EngineOpening.open(
                    SecureConnectOptions.builder()
                            .workload("web1")
                            .backend(backend)
                            .failsafe(failsafe)
                            .ike(ikeOptions)
                            .timeSource(() -> time)
                            .listener(event -> {
                                events.add(event);
                                alsoHears.accept(event);
                            })
                            .build(),
                    policies,
                    new WaysToKeys(
                            withKeys ? Optional.of(keying.source()) : Optional.empty(),
                            withIke ? Optional.of(ike.parts()) : Optional.empty()),
                    loop);
        }
        return engine;
    }

    Instant time() {
        return time;
    }

    void advance(Duration by) {
        time = time.plus(by);
        backend.now = time;
    }

    /** Turns the loop until {@code stage} has its answer. */
    <T> T now(CompletionStage<T> stage) {
        loop.turn();
        CompletableFuture<T> answer = stage.toCompletableFuture();
        assertThat(answer).isDone();
        return answer.join();
    }

    /** Turns the loop and gives the reason why {@code stage} failed. */
    SecureConnectException refused(CompletionStage<?> stage) {
        loop.turn();
        assertThat(stage.toCompletableFuture()).isCompletedExceptionally();
        Throwable thrown = catchThrowable(stage.toCompletableFuture()::join);
        return (SecureConnectException) (thrown instanceof CompletionException ? thrown.getCause() : thrown);
    }

    ErrorCode refusal(CompletionStage<?> stage) {
        return refused(stage).code();
    }

    List<SecureConnectEvent.Kind> takeEventKinds() {
        List<SecureConnectEvent.Kind> kinds =
                events.stream().map(SecureConnectEvent::kind).collect(Collectors.toList());
        events.clear();
        return kinds;
    }

    /** As if an earlier engine had left it. */
    void leftOver(SaId id) {
        leftOver(id, SaState.MATURE);
    }

    void leftOver(SaId id, SaState state) {
        backend.kernel.sas.put(
                id, InstalledSa.builder().id(id).state(state).installedAt(time).build());
    }

    static SaId inbound(HostPair path, int spi) {
        return new SaId(path, Direction.INBOUND, new Spi(spi));
    }

    static SaId outbound(HostPair path, int spi) {
        return new SaId(path, Direction.OUTBOUND, new Spi(spi));
    }

    static SecurityAssociation sa(SaId id) {
        return sa(id, EspParameters.standard());
    }

    static SecurityAssociation sa(SaId id, EspParameters parameters) {
        byte[] key = new byte[parameters.proposal().encryption().keyMaterialOctets()];
        key[0] = (byte) (1 + id.direction().ordinal());
        return new SecurityAssociation(
                id,
                new Spi(0x1000),
                parameters,
                new KeyMaterial(parameters.proposal(), SecretBytes.copyOf(key), Optional.empty()));
    }
}
