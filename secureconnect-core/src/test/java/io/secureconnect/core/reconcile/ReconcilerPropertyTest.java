package io.secureconnect.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.AddressPrefix;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpProtocol;
import io.secureconnect.api.sa.PortRange;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaState;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendChange.AddExemption;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.RemoveExemption;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.Exemption;
import io.secureconnect.spi.InstalledSa;
import io.secureconnect.spi.Protection;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is wanted and whatever a crash has left: the way between the two is safe at every step of it. */
class ReconcilerPropertyTest {
    private static final List<HostPair> PATHS = List.of(
            HostPair.of("10.0.0.1", "10.0.0.2"),
            HostPair.of("10.0.0.1", "10.0.0.3"),
            HostPair.of("10.0.1.1", "10.0.0.2"),
            HostPair.of("2001:db8::1", "2001:db8::2"),
            HostPair.of("2001:db8::1", "2001:db8::3"));

    @Property
    void theChangesLeadToExactlyWhatIsWanted(
            @ForAll("wanted") WantedState wanted, @ForAll("installed") BackendSnapshot installed) {
        KernelModel kernel = new KernelModel(installed);
        Reconciler.changes(wanted, installed).forEach(change -> kernel.apply(change, Instant.EPOCH));

        assertThat(kernel.paths).isEqualTo(wanted.paths());
        assertThat(kernel.incompletePaths).isEmpty();
        assertThat(selectors(kernel.exemptions)).isEqualTo(selectors(wanted.exemptions()));
        assertThat(kernel.incompleteExemptions).isEmpty();
        assertThat(kernel.sas.keySet())
                .isEqualTo(installed.sas().stream()
                        .filter(sa -> sa.state() != SaState.LARVAL)
                        .map(InstalledSa::id)
                        .filter(id -> wanted.paths().get(id.path()) == Protection.ENCRYPT)
                        .collect(Collectors.toSet()));
    }

    @Property
    void aSecondLookFindsNothingToDo(
            @ForAll("wanted") WantedState wanted, @ForAll("installed") BackendSnapshot installed) {
        KernelModel kernel = new KernelModel(installed);
        Reconciler.changes(wanted, installed).forEach(change -> kernel.apply(change, Instant.EPOCH));

        assertThat(Reconciler.changes(wanted, kernel.snapshot())).isEmpty();
    }

    @Property
    void everyChangeIsNeeded(@ForAll("wanted") WantedState wanted, @ForAll("installed") BackendSnapshot installed) {
        KernelModel kernel = new KernelModel(installed);
        for (BackendChange change : Reconciler.changes(wanted, installed)) {
            assertThat(kernel.apply(change, Instant.EPOCH).outcome()).isEqualTo(ChangeResult.Outcome.APPLIED);
        }
    }

    @Property
    void whatIsBlockedBeforeAndAfterIsBlockedAtEveryStep(
            @ForAll("wanted") WantedState wanted, @ForAll("installed") BackendSnapshot installed) {
        Set<HostPair> always = new HashSet<>(installed.paths().keySet());
        always.retainAll(wanted.paths().keySet());
        atEveryStep(
                wanted, installed, kernel -> assertThat(kernel.paths.keySet()).containsAll(always));
    }

    @Property
    void everyBlockIsThereBeforeAnythingIsTakenAway(
            @ForAll("wanted") WantedState wanted, @ForAll("installed") BackendSnapshot installed) {
        boolean takenAway = false;
        for (BackendChange change : Reconciler.changes(wanted, installed)) {
            boolean adds =
                    change.kind() == BackendChange.Kind.ADD_EXEMPTION || change.kind() == BackendChange.Kind.PROTECT;
            assertThat(adds && takenAway).as("%s after a removal", change).isFalse();
            takenAway |= !adds;
        }
    }

    @Property
    void noNewBlockCutsWhatIsExempt(
            @ForAll("wanted") WantedState wanted, @ForAll("installed") BackendSnapshot installed) {
        Set<TrafficSelector> old = selectors(installed.exemptions());
        atEveryStep(wanted, installed, kernel -> {
            if (!installed.paths().keySet().containsAll(kernel.paths.keySet())) {
                assertThat(selectors(kernel.exemptions)).containsAll(selectors(wanted.exemptions()));
            }
            if (!wanted.paths().keySet().containsAll(kernel.paths.keySet())) {
                assertThat(selectors(kernel.exemptions)).containsAll(old);
            }
        });
    }

    @Property
    void noOutboundSaOutlivesTheInboundSasOfItsPath(
            @ForAll("wanted") WantedState wanted, @ForAll("installed") BackendSnapshot installed) {
        Set<HostPair> inboundGone = new HashSet<>();
        for (BackendChange change : Reconciler.changes(wanted, installed)) {
            if (change.kind() != BackendChange.Kind.REMOVE_SA) {
                continue;
            }
            SaId id = ((RemoveSa) change).id();
            if (id.direction() == Direction.INBOUND) {
                inboundGone.add(id.path());
            } else {
                assertThat(inboundGone).doesNotContain(id.path());
            }
        }
    }

    @Property
    void onlyOwnedOrWantedObjectsAreNamed(
            @ForAll("wanted") WantedState wanted, @ForAll("installed") BackendSnapshot installed) {
        Set<HostPair> ownedPaths = new HashSet<>(installed.paths().keySet());
        ownedPaths.addAll(installed.incompletePaths());
        Set<SaId> ownedSas = installed.sas().stream().map(InstalledSa::id).collect(Collectors.toSet());
        Set<TrafficSelector> ownedExemptions = selectors(installed.exemptions());
        ownedExemptions.addAll(selectors(installed.incompleteExemptions()));
        for (BackendChange change : Reconciler.changes(wanted, installed)) {
            switch (change.kind()) {
                case PROTECT:
                    assertThat(wanted.paths())
                            .containsEntry(((Protect) change).target(), ((Protect) change).protection());
                    break;
                case UNPROTECT:
                    assertThat(ownedPaths).contains(change.path().orElseThrow());
                    break;
                case REMOVE_SA:
                    assertThat(ownedSas).contains(((RemoveSa) change).id());
                    break;
                case ADD_EXEMPTION:
                    assertThat(wanted.exemptions()).contains(((AddExemption) change).exemption());
                    break;
                case REMOVE_EXEMPTION:
                    assertThat(ownedExemptions)
                            .contains(((RemoveExemption) change).exemption().selector());
                    break;
                default:
                    throw new AssertionError("no business of the reconciler: " + change);
            }
        }
    }

    private static void atEveryStep(WantedState wanted, BackendSnapshot installed, Consumer<KernelModel> check) {
        KernelModel kernel = new KernelModel(installed);
        check.accept(kernel);
        for (BackendChange change : Reconciler.changes(wanted, installed)) {
            kernel.apply(change, Instant.EPOCH);
            check.accept(kernel);
        }
    }

    private static Set<TrafficSelector> selectors(Collection<Exemption> exemptions) {
        return exemptions.stream().map(Exemption::selector).collect(Collectors.toSet());
    }

    @Provide
    Arbitrary<WantedState> wanted() {
        return Combinators.combine(
                        protections(), exemptions("wanted").map(Set::copyOf).map(List::copyOf))
                .as((paths, exemptions) -> new WantedState(new TreeMap<>(paths), exemptions));
    }

    @Provide
    Arbitrary<BackendSnapshot> installed() {
        return Combinators.combine(
                        protections(),
                        Arbitraries.of(PATHS).set(),
                        exemptions("installed"),
                        exemptions("installed"),
                        sa().list().uniqueElements(InstalledSa::id).ofMaxSize(12))
                .as((paths, incomplete, whole, parts, sas) -> {
                    paths.keySet().removeAll(incomplete);
                    whole.removeAll(parts);
                    return BackendSnapshot.builder()
                            .putAllPaths(paths)
                            .addAllIncompletePaths(incomplete)
                            .addAllExemptions(whole)
                            .addAllIncompleteExemptions(parts)
                            .addAllSas(sas)
                            .build();
                });
    }

    private static Arbitrary<java.util.Map<HostPair, Protection>> protections() {
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
