package io.secureconnect.core.reconcile;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.AddressPrefix;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpProtocol;
import io.secureconnect.api.sa.PortRange;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaState;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.Exemption;
import io.secureconnect.spi.InstalledSa;
import io.secureconnect.spi.NativeNegotiation;
import io.secureconnect.spi.Protection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Anything a policy may want, and anything a crash may have left, on a handful of paths so that they meet often. */
class Situations extends DomainContextBase {
    private static final List<HostPair> PATHS = List.of(
            HostPair.of("10.0.0.1", "10.0.0.2"),
            HostPair.of("10.0.0.1", "10.0.0.3"),
            HostPair.of("10.0.1.1", "10.0.0.2"),
            HostPair.of("2001:db8::1", "2001:db8::2"),
            HostPair.of("2001:db8::1", "2001:db8::3"));

    @Provide
    Arbitrary<WantedState> wanted() {
        return Combinators.combine(
                        protections(),
                        exemptions("wanted").map(Set::copyOf).map(List::copyOf),
                        Arbitraries.of(PATHS).set())
                .as((paths, exemptions, negotiated) -> {
                    negotiated.removeIf(path -> paths.get(path) != Protection.ENCRYPT);
                    return new WantedState(new TreeMap<>(paths), exemptions, negotiated);
                });
    }

    @Provide
    Arbitrary<BackendSnapshot> installed() {
        return Combinators.combine(
                        protections(),
                        Arbitraries.of(PATHS).set(),
                        exemptions("installed"),
                        exemptions("installed"),
                        sa().list().uniqueElements(InstalledSa::id).ofMaxSize(12),
                        Arbitraries.maps(Arbitraries.of(PATHS), negotiation()))
                .as((paths, incomplete, whole, parts, sas, negotiated) -> {
                    paths.keySet().removeAll(incomplete);
                    whole.removeAll(parts);
                    return BackendSnapshot.builder()
                            .putAllPaths(paths)
                            .addAllIncompletePaths(incomplete)
                            .addAllExemptions(whole)
                            .addAllIncompleteExemptions(parts)
                            .addAllSas(sas)
                            .putAllNegotiated(negotiated)
                            .build();
                });
    }

    @Provide
    Arbitrary<Random> luck() {
        return Arbitraries.randoms();
    }

    private static Arbitrary<Map<HostPair, Protection>> protections() {
        return Arbitraries.maps(Arbitraries.of(PATHS), Arbitraries.of(Protection.class));
    }

    private static Arbitrary<Set<Exemption>> exemptions(String named) {
        List<Exemption> pool = Stream.of(22, 500, 4500)
                .map(port -> new Exemption(named + " " + port, udp(port)))
                .collect(Collectors.toList());
        return Arbitraries.of(pool).set();
    }

    private static TrafficSelector udp(int port) {
        return TrafficSelector.builder()
                .local(AddressPrefix.any(AddressFamily.IPV4))
                .remote(AddressPrefix.any(AddressFamily.IPV4))
                .protocol(IpProtocol.UDP)
                .localPorts(PortRange.of(port))
                .build();
    }

    /** Whole or half-done; on any path, for a crash may have come at any step. */
    private static Arbitrary<NativeNegotiation> negotiation() {
        return Arbitraries.of("", "aa", "bb")
                .map(hex -> new NativeNegotiation(
                        hex.isEmpty() ? Optional.empty() : Optional.of(Bytes.ofHex(hex)), List.of()));
    }

    private static Arbitrary<InstalledSa> sa() {
        return Combinators.combine(
                        Arbitraries.of(PATHS),
                        Arbitraries.of(Direction.class),
                        Arbitraries.integers().between(Spi.LOWEST, Spi.LOWEST + 3),
                        Arbitraries.of(SaState.class))
                .as((path, direction, spi, state) -> InstalledSa.builder()
                        .id(new SaId(path, direction, new Spi(spi)))
                        .state(state)
                        .build());
    }
}
