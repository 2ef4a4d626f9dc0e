package io.secureconnect.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.CloseMode;
import io.secureconnect.api.IkeOptions;
import io.secureconnect.api.PathStatus;
import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.SecureConnectOptions;
import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.event.SecureConnectEvent;
import io.secureconnect.api.plan.Explanation;
import io.secureconnect.api.policy.Actor;
import io.secureconnect.api.policy.Authentication;
import io.secureconnect.api.policy.OperatingSystem;
import io.secureconnect.api.policy.Organization;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.core.policy.ResolvingPolicyEngine;
import io.secureconnect.core.resolve.Policies;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.DatagramPort;
import io.secureconnect.spi.IkePorts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code db1} and {@code web1} with engines that key each other by IKE, on virtual time, over a wire of the test's. */
final class TwoIkeHosts {
    private final Random random = new Random(7296);
    private final Deque<Datagram> wire = new ArrayDeque<>();
    private final Map<String, Host> byAddress = new HashMap<>();
    final Host db1 = new Host("db1", "10.0.0.2");
    final Host web1 = new Host("web1", "10.0.0.1");
    Predicate<Datagram> delivers = datagram -> true;
    Instant now = Instant.parse("2026-03-01T00:00:00Z");

    static PolicyDocument policy(long version, SaPolicy saPolicy) {
        return policy(version, saPolicy, new Authentication.PreSharedKey());
    }

    static PolicyDocument policy(long version, SaPolicy saPolicy, Authentication authentication) {
        return policy(version, saPolicy, authentication, OperatingSystem.LINUX);
    }

    /** @param web1 what the policy believes that web1 runs */
    static PolicyDocument policy(long version, SaPolicy saPolicy, Authentication authentication, OperatingSystem web1) {
        Optional<String> issuer = authentication instanceof Authentication.Certificate certificate
                ? Optional.of(certificate.issuer())
                : Optional.empty();
        return Policies.document()
                .version(version)
                .organization(Organization.builder()
                        .id("acme")
                        .authentication(authentication)
                        .build())
                .saPolicy(saPolicy)
                .addWorkloads(
                        Policies.host("web1", "10.0.0.1", "role=web")
                                .os(web1)
                                .certificateIssuer(issuer)
                                .build(),
                        Policies.host("db1", "10.0.0.2", "role=db")
                                .certificateIssuer(issuer)
                                .build())
                .addRuleSets(Policies.set(
                                "shop",
                                Policies.secured(
                                                "web to db",
                                                List.of(new Actor.LabelActor("role", "db", false)),
                                                List.of(new Actor.LabelActor("role", "web", false)))
                                        .build())
                        .build())
                .build();
    }

    Stream<Host> hosts() {
        return Stream.of(db1, web1);
    }

    void applyEverywhere(PolicyDocument policy) {
        hosts().forEach(host -> host.apply(policy));
    }

    /** Lets time pass, carries datagrams and wakes engines. */
    void advance(Duration by) {
        Instant end = now.plus(by);
        carry();
        while (true) {
            Optional<Duration> next = hosts().filter(host -> host.engine.isPresent())
                    .flatMap(host -> host.loop.engine().untilWake().stream())
                    .min(Duration::compareTo);
            if (next.isEmpty() || now.plus(next.get()).isAfter(end)) {
                break;
            }
            now = now.plus(next.get());
            hosts().filter(host -> host.engine.isPresent()).forEach(host -> host.loop.wake());
            carry();
        }
        now = end;
    }

    private void carry() {
        hosts().forEach(host -> host.loop.turnIfStarted());
        for (Datagram next = wire.poll(); next != null; next = wire.poll()) {
            if (delivers.test(next)) {
                Host to = byAddress.get(next.remote().address().toString());
                to.receiver.accept(new Datagram(next.remote(), next.local(), next.payload()));
                to.loop.turnIfStarted();
            }
        }
    }

    /** One host: its kernel lives on when its engine does not. */
    final class Host {
        private final String workload;
        final FakeBackend backend = new FakeBackend();
        final List<SecureConnectEvent> events = new ArrayList<>();
        ManualLoop loop = new ManualLoop();
        Optional<SecureConnect> engine = Optional.empty();
        String secret = "a secret of both";
        int epoch = 1;
        Optional<CertificateCredential> certificate = Optional.empty();
        private Consumer<Datagram> receiver = datagram -> {};

        Host(String workload, String address) {
            this.workload = workload;
            byAddress.put(address, this);
        }

        void start() {
            loop = new ManualLoop();
            IkeOptions ike = IkeOptions.builder()
                    .preSharedKeys((local, peer) ->
                            List.of(new PairKey(epoch, SecretBytes.copyOf(secret.getBytes(StandardCharsets.UTF_8)))))
                    .certificates(() -> certificate.orElseThrow())
                    .datagrams(new Port())
                    .randomSource(random::nextBytes)
                    .build();
            engine = Optional.of(EngineOpening.open(
                    SecureConnectOptions.builder()
                            .workload(workload)
                            .backend(backend)
                            .timeSource(() -> now)
                            .listener(events::add)
                            .ike(ike)
                            .build(),
                    new ResolvingPolicyEngine(),
                    new WaysToKeys(Optional.empty(), Optional.of(CoreProvider.ike(ike))),
                    loop));
        }

        void apply(PolicyDocument policy) {
            if (engine.isEmpty()) {
                start();
            }
            CompletableFuture<?> answer = engine.orElseThrow().apply(policy).toCompletableFuture();
            loop.turn();
            answer.join();
        }

        void close(CloseMode mode) {
            loop.submit(new EngineInput.Close(mode, new CompletableFuture<>()));
            loop.turn();
            engine = Optional.empty();
            receiver = datagram -> {};
        }

        PathStatus path() {
            CompletableFuture<PathStatus> answer = engine.orElseThrow()
                    .status()
                    .thenApply(status -> status.paths().get(0))
                    .toCompletableFuture();
            loop.turn();
            return answer.join();
        }

        Explanation explain(String peer) {
            CompletableFuture<Explanation> answer =
                    engine.orElseThrow().explain(peer).toCompletableFuture();
            loop.turn();
            return answer.join();
        }

        List<SaId> sas() {
            return backend.kernel.sas.keySet().stream().sorted().collect(Collectors.toList());
        }

        private final class Port implements DatagramPort {
            @Override
            public IkePorts ports() {
                return IkePorts.standard();
            }

            @Override
            public void listen(Consumer<Datagram> to) {
                receiver = to;
            }

            @Override
            public void send(Datagram datagram) {
                wire.add(datagram);
            }

            @Override
            public void close() {
                receiver = datagram -> {};
            }
        }
    }

    /** Both have one SA each way, and they are each other's. */
    void assertKeyed() {
        assertThat(db1.path().state()).isEqualTo(PathStatus.State.ENCRYPTED);
        assertThat(web1.path().state()).isEqualTo(PathStatus.State.ENCRYPTED);
        assertThat(db1.sas()).hasSize(2);
        assertThat(web1.sas())
                .extracting(SaId::spi)
                .containsExactlyInAnyOrderElementsOf(
                        db1.sas().stream().map(SaId::spi).collect(Collectors.toList()));
    }
}
