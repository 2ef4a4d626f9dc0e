package io.secureconnect.windows.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.ChildSa;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendChange.AddExemption;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.RemoveExemption;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.BackendChange.Unprotect;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.BackendEvent.Acquire;
import io.secureconnect.spi.BackendEvent.Expired;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.ChangeResult.Outcome;
import io.secureconnect.spi.DatagramPort;
import io.secureconnect.spi.Exemption;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.InstalledSa;
import io.secureconnect.spi.Protection;
import io.secureconnect.spi.SpiReservation;
import io.secureconnect.testkit.kernel.ChildSas;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.testkit.time.SeededRandom;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.engine.WfpError;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.model.WindowsHost;
import io.secureconnect.windows.wfp.DisplayData;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.Session;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is the Windows backend's own, over the model of Windows. */
class WindowsBackendTest {
    private static final HostPair PATH = HostPair.of("192.0.2.1", "198.51.100.7");
    private static final EspParameters PARAMETERS =
            EspParameters.builder().extendedSequenceNumbers(false).build();
    private static final WindowsBackendOptions STANDARD = WindowsBackendOptions.STANDARD;
    private static final IkePorts PORTS = new IkePorts(24_500, 24_501);

    private final ChildSas children = new ChildSas(new SeededRandom(7));
    private final List<BackendEvent> events = new ArrayList<>();
    private WindowsHost host = WindowsHost.named("host");
    private WindowsBackend backend = open(STANDARD);

    private WindowsBackend open(WindowsBackendOptions options) {
        return ModelBackends.open(host, options);
    }

    private void onHost(UnaryOperator<WindowsHost.Builder> options) {
        host = options.apply(WindowsHost.builder("another")).build();
        backend = open(STANDARD);
    }

    private ChangeResult apply(BackendChange change) {
        return backend.apply(List.of(change)).get(0);
    }

    private void applied(BackendChange... changes) {
        assertThat(backend.apply(Arrays.asList(changes)))
                .allSatisfy(result ->
                        assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.APPLIED));
    }

    private ChildSa installed() {
        ChildSa child = children.child(PATH, PARAMETERS);
        applied(new InstallSa(child.inbound()), new InstallSa(child.outbound()));
        return child;
    }

    private ChangeResult.Fault fault(BackendChange change) {
        ChangeResult result = apply(change);
        assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.FAILED);
        return result.fault().orElseThrow();
    }

    private List<FilterRole> roles() {
        try (FilterEngine engine = host.source().open(Session.named(DisplayData.of("a look", ""), 0))) {
            return OwnFilters.dump(engine, Optional.empty()).stream()
                    .flatMap(filter -> FilterLabel.read(filter.providerData()).stream())
                    .map(FilterLabel::role)
                    .distinct()
                    .toList();
        }
    }

    private static IpPacket packet() {
        return IpPacket.udp(PATH.local(), 1000, PATH.remote(), 2000, new byte[8]);
    }

    private boolean isWhole() {
        return backend.snapshot().paths().containsKey(PATH)
                && backend.snapshot().incompletePaths().isEmpty();
    }

    @Nested
    class TheGate {
        @Test
        void isClosedUntilThereIsAnOutboundSaAndBeforeTheLastGoes() {
            applied(new Protect(PATH, Protection.ENCRYPT));
            assertThat(roles()).contains(FilterRole.GATE_OUTBOUND);
            ChildSa first = children.child(PATH, PARAMETERS);
            applied(new InstallSa(first.inbound()));
            assertThat(roles()).contains(FilterRole.GATE_OUTBOUND);
            applied(new InstallSa(first.outbound()));
            assertThat(roles()).doesNotContain(FilterRole.GATE_OUTBOUND);

            ChildSa second = installed();
            applied(new RemoveSa(first.outbound().id()));
            assertThat(roles()).doesNotContain(FilterRole.GATE_OUTBOUND);
            applied(new RemoveSa(second.outbound().id()));
            assertThat(roles()).contains(FilterRole.GATE_OUTBOUND);
            assertThat(isWhole()).isTrue();
        }

        @Test
        void closesWhenTheInboundSaTakesItsPartnerAlong() {
            applied(new Protect(PATH, Protection.ENCRYPT));
            ChildSa child = installed();
            applied(new RemoveSa(child.inbound().id()));
            assertThat(roles()).contains(FilterRole.GATE_OUTBOUND).doesNotContain(FilterRole.CALLOUT_OUTBOUND);
            assertThat(apply(new RemoveSa(child.outbound().id())).outcome()).isEqualTo(Outcome.UNCHANGED);
            assertThat(isWhole()).isTrue();
        }

        @Test
        void isMissedIfWindowsEndsTheSasItself() {
            applied(new Protect(PATH, Protection.ENCRYPT));
            ChildSa child = children.child(
                    PATH,
                    EspParameters.builder()
                            .from(PARAMETERS)
                            .lifetime(SaLifetime.builder()
                                    .hard(Duration.ofMinutes(10))
                                    .build())
                            .build());
            applied(new InstallSa(child.inbound()), new InstallSa(child.outbound()));
            backend.listen(events::add);

            host.clock().advance(Duration.ofMinutes(10));
            assertThat(backend.snapshot().sas())
                    .as("the engine ends it before Windows does")
                    .hasSize(2);
            host.clock().advance(SaBundles.MARGIN.plusSeconds(1));
            assertThat(events)
                    .contains(
                            new Expired(child.outbound().id(), true),
                            new Expired(child.inbound().id(), true))
                    .anySatisfy(event -> assertThat(event.kind()).isEqualTo(BackendEvent.Kind.CHANGED_BY_OTHERS));
            assertThat(backend.snapshot().incompletePaths()).containsExactly(PATH);
            assertThat(host.sendsInClear(packet())).isFalse();

            applied(new Protect(PATH, Protection.ENCRYPT));
            assertThat(isWhole()).isTrue();
            assertThat(roles()).contains(FilterRole.GATE_OUTBOUND);
        }

        @Test
        void isOpenedAgainIfTheSaStays() {
            applied(new Protect(PATH, Protection.ENCRYPT));
            ChildSa child = installed();
            host.refuse(4, WfpError.FWP_E_IN_USE.code()); // begin, the gate, commit, expire
            ChangeResult.Fault fault = fault(new RemoveSa(child.outbound().id()));
            assertThat(fault.message()).contains("removing " + child.outbound().id());
            assertThat(roles()).doesNotContain(FilterRole.GATE_OUTBOUND);
            assertThat(isWhole()).isTrue();
        }
    }

    @Nested
    class ChangesThatFail {
        @Test
        void anOutboundSaWhoseGateCannotBeOpenedIsNone() {
            applied(new Protect(PATH, Protection.ENCRYPT));
            ChildSa child = children.child(PATH, PARAMETERS);
            applied(new InstallSa(child.inbound()));
            host.refuse(2, WfpError.FWP_E_IN_USE.code()); // the SA, then begin
            assertThat(fault(new InstallSa(child.outbound())).code()).isEqualTo(ErrorCode.KERNEL_REFUSED);
            assertThat(backend.snapshot().sas())
                    .extracting(sa -> sa.id().direction())
                    .containsExactly(Direction.INBOUND);
            assertThat(isWhole()).isTrue();
        }

        @Test
        void oneOfManyUndoesNoOther() {
            HostPair other = HostPair.of("192.0.2.1", "198.51.100.8");
            host.refuse(6, WfpError.FWP_E_IN_USE.code()); // within the transaction of both
            List<ChangeResult> results = backend.apply(
                    List.of(new Protect(PATH, Protection.ENCRYPT), new Protect(other, Protection.ENCRYPT)));
            assertThat(results).extracting(ChangeResult::outcome).containsOnly(Outcome.APPLIED);
            assertThat(backend.snapshot().paths()).containsOnlyKeys(PATH, other);
        }

        @Test
        void aPathThatCannotBeProtectedIsSaidInPeoplesWords() {
            backend = ModelBackends.open(host, session -> denied(host.source().open(session)), STANDARD);
            ChangeResult.Fault fault = fault(new Protect(PATH, Protection.ENCRYPT));
            assertThat(fault.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
            assertThat(fault.message()).contains("blocking clear packets of " + PATH, "elevated");
            assertThat(host.ownObjects()).isEmpty();
        }

        @Test
        void theFilterThatWindowsRefusesIsNamed() {
            backend = ModelBackends.open(
                    host,
                    session -> refusing(
                            host.source().open(session),
                            method -> List.of(method.getParameterTypes()).contains(Filter.class),
                            WfpError.FWP_E_LIFETIME_MISMATCH),
                    STANDARD);
            assertThat(fault(new Protect(PATH, Protection.ENCRYPT)).message())
                    .contains(
                            "blocking clear packets of " + PATH,
                            "at SecureConnect block-outbound of " + PATH,
                            new FilterPlan(Lifetime.STATIC)
                                    .block(PATH)
                                    .filterKey()
                                    .toString(),
                            "FWP_E_LIFETIME_MISMATCH");
            assertThat(host.ownObjects()).isEmpty();
        }

        /** To whom no transaction is allowed. */
        private FilterEngine denied(FilterEngine engine) {
            return refusing(engine, method -> method.getName().equals("begin"), WfpError.ERROR_ACCESS_DENIED);
        }

        private FilterEngine refusing(FilterEngine engine, Predicate<Method> calls, WfpError error) {
            return (FilterEngine) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {FilterEngine.class}, (proxy, method, arguments) -> {
                        if (calls.test(method)) {
                            throw new WfpException(method.getName(), error.code());
                        }
                        try {
                            return method.invoke(engine, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        @Test
        void anSpiOfAControllerThatThisWindowsDoesNotTakeNamesIke() {
            onHost(builder -> builder.refusesSetSpi(true));
            applied(new Protect(PATH, Protection.ENCRYPT));
            List<String> before = host.ownObjects();
            ChangeResult.Fault fault =
                    fault(new InstallSa(children.child(PATH, PARAMETERS).inbound()));
            assertThat(fault.code()).isEqualTo(ErrorCode.CAPABILITY_MISSING);
            assertThat(fault.message()).contains("saPolicy/keying to ike");
            assertThat(host.ownObjects()).isEqualTo(before);
        }

        @Test
        void thereItTakesSpisThatItChoseItself() {
            onHost(builder -> builder.refusesSetSpi(true));
            applied(new Protect(PATH, Protection.ENCRYPT));
            SpiReservation reserved = backend.reserveSpi(PATH);
            ChildSa child = children.child(PATH, reserved.spi(), PARAMETERS);
            applied(new InstallSa(child.inbound()), new InstallSa(child.outbound()));
            assertThat(backend.snapshot().sas()).hasSize(2);
        }

        @Test
        void anOutboundSaWithoutItsPartnerIsRefused() {
            applied(new Protect(PATH, Protection.ENCRYPT));
            ChildSa child = children.child(PATH, PARAMETERS);
            assertThat(fault(new InstallSa(child.outbound())).code()).isEqualTo(ErrorCode.SA_MISSING);
        }

        @Test
        void everyCallOfALifeMayFailAndNothingIsLeft() {
            live();
            int writes = host.writes();
            for (int write = 1; write <= writes; write++) {
                onHost(builder -> builder);
                host.refuse(write, WfpError.FWP_E_IN_USE.code());
                live();
                live(); // once more, with nothing refused
                assertThat(host.ownObjects())
                        .as("after refusing write " + write)
                        .isEmpty();
            }
        }

        private void live() {
            Exemption exemption = Exemption.ike(PATH.family(), 500);
            ChildSa child = children.child(PATH, PARAMETERS);
            backend.apply(List.of(new AddExemption(exemption), new Protect(PATH, Protection.ENCRYPT)));
            backend.apply(List.of(new InstallSa(child.inbound()), new InstallSa(child.outbound())));
            backend.apply(List.of(
                    new RemoveSa(child.outbound().id()),
                    new RemoveSa(child.inbound().id())));
            backend.snapshot().sas().forEach(sa -> backend.apply(List.of(new RemoveSa(sa.id()))));
            backend.apply(List.of(new Unprotect(PATH), new RemoveExemption(exemption)));
        }
    }

    @Nested
    class WhatIsLeft {
        @Test
        void nothingAfterTheLastIsRemoved() {
            applied(new AddExemption(Exemption.ike(PATH.family(), 500)), new Protect(PATH, Protection.ENCRYPT));
            installed();
            applied(new Unprotect(PATH));
            assertThat(backend.snapshot().sas()).isEmpty();
            applied(new RemoveExemption(Exemption.ike(PATH.family(), 500)));
            assertThat(host.ownObjects()).isEmpty();
        }

        @Test
        void aContextWithoutAnSpiIsSweptUp() {
            applied(new Protect(PATH, Protection.ENCRYPT));
            List<String> before = host.ownObjects();
            host.crashBefore(6); // begin, two callouts, commit, the context, and no SPI
            assertThatThrownBy(() -> backend.reserveSpi(PATH)).hasMessageContaining("IPsecSaContextGetSpi1");
            host.crash();
            backend = open(STANDARD);
            assertThat(host.ownObjects()).hasSizeGreaterThan(before.size());
            backend.snapshot();
            assertThat(host.ownObjects()).isEqualTo(before);
        }

        @Test
        void aReservationOnAPathThatNobodyProtectsLeavesNothing() {
            backend.reserveSpi(PATH).close();
            assertThat(roles()).isEmpty();
            assertThat(backend.snapshot().incompletePaths()).isEmpty();
        }
    }

    @Nested
    class AcrossAReboot {
        @Test
        void staticBlocksGo() {
            applied(new Protect(PATH, Protection.ENCRYPT));
            host.reboot();
            assertThat(host.sendsInClear(packet())).isTrue();
            assertThat(host.ownObjects()).isEmpty();
        }

        @Test
        void persistentBlocksHoldAtEveryMoment() {
            WindowsBackendOptions persistent = STANDARD.withPersistentBlocks(true);
            backend = open(persistent);
            assertThat(backend.capabilities().persistentBlocks()).isTrue();
            applied(new Protect(PATH, Protection.ENCRYPT));
            installed();
            List<Boolean> leaks = new ArrayList<>();
            host.observe(() -> leaks.add(host.sendsInClear(packet())));
            host.reboot();
            assertThat(leaks).isNotEmpty().containsOnly(false);

            backend = open(persistent);
            assertThat(backend.snapshot().incompletePaths()).containsExactly(PATH);
            applied(new Protect(PATH, Protection.ENCRYPT));
            assertThat(isWhole()).isTrue();
            assertThat(leaks).containsOnly(false);
        }

        @Test
        void theChoiceMayChangeFromRunToRunWithoutAGap() {
            applied(new Protect(PATH, Protection.ENCRYPT), new AddExemption(Exemption.ike(PATH.family(), 500)));
            installed();
            List<Boolean> leaks = new ArrayList<>();
            host.observe(() -> leaks.add(host.sendsInClear(packet())));
            for (boolean persistent : new boolean[] {true, false}) {
                backend.close();
                backend = open(STANDARD.withPersistentBlocks(persistent));
                assertThat(backend.snapshot().incompletePaths()).containsExactly(PATH);
                assertThat(backend.snapshot().incompleteExemptions()).hasSize(1);
                applied(new Protect(PATH, Protection.ENCRYPT), new AddExemption(Exemption.ike(PATH.family(), 500)));
                assertThat(isWhole()).isTrue();
                assertThat(backend.snapshot().sas()).isEmpty();
                installed();
            }
            assertThat(leaks).containsOnly(false);
            applied(new Unprotect(PATH), new RemoveExemption(Exemption.ike(PATH.family(), 500)));
            assertThat(host.ownObjects()).isEmpty();
        }
    }

    @Nested
    class Events {
        @Test
        void aPacketWithoutAnSaIsToldOnceInAWhile() {
            applied(new Protect(PATH, Protection.ENCRYPT));
            backend.listen(events::add);
            host.send(packet());
            host.send(packet());
            assertThat(events).containsExactly(new Acquire(PATH));
            host.clock().advance(EventDecoder.AGAIN);
            host.send(packet());
            assertThat(events).hasSize(2);
        }

        @Test
        void afterAnSaItIsToldAtOnce() {
            applied(new Protect(PATH, Protection.ENCRYPT));
            backend.listen(events::add);
            host.send(packet());
            ChildSa child = installed();
            applied(new RemoveSa(child.outbound().id()));
            host.send(packet());
            assertThat(events).containsExactly(new Acquire(PATH), new Acquire(PATH));
        }

        @Test
        void withNetEventsSwitchedOffTheOthersAreToldAndNothingIsSwitchedOn() {
            onHost(builder -> builder.collectsNetEvents(false));
            applied(new Protect(PATH, Protection.ENCRYPT));
            backend.listen(events::add);
            host.send(packet());
            assertThat(events).isEmpty();
            ChildSa child = installed();
            try (FilterEngine somebody =
                    host.foreignSource("somebody").open(Session.named(DisplayData.of("", ""), 0))) {
                somebody.saContexts().forEach(context -> somebody.deleteSaContext(context.saContextId()));
            }
            assertThat(events).contains(new Expired(child.outbound().id(), true));
        }

        @Test
        void aBackendThatWasOpenedAgainKnowsWhoseFiltersAreDeleted() {
            applied(new Protect(PATH, Protection.ENCRYPT));
            backend.close();
            backend = open(STANDARD);
            backend.snapshot();
            backend.listen(events::add);
            backend.openIke(PORTS).close();
            assertThat(events).isEmpty();
            try (FilterEngine somebody =
                    host.foreignSource("somebody").open(Session.named(DisplayData.of("", ""), 0))) {
                somebody.deleteFilter(
                        new FilterPlan(Lifetime.STATIC).block(PATH).filterKey());
            }
            assertThat(events)
                    .singleElement()
                    .satisfies(event ->
                            assertThat(event.toString()).contains("path 192.0.2.1 198.51.100.7 block-outbound"));
        }
    }

    @Nested
    class PortsOfIke {
        @Test
        void areLetPassAsLongAsTheyAreOpen() {
            assertThat(roles()).isEmpty();
            DatagramPort opened = backend.openIke(PORTS);
            assertThat(roles())
                    .containsExactlyInAnyOrder(
                            FilterRole.PERMIT_GUARD_INBOUND,
                            FilterRole.PERMIT_GUARD_OUTBOUND,
                            FilterRole.PERMIT_INBOUND,
                            FilterRole.PERMIT_OUTBOUND);
            opened.close();
            opened.close();
            assertThat(host.ownObjects()).isEmpty();
        }

        @Test
        void closeWithTheProcess() {
            applied(new Protect(PATH, Protection.ENCRYPT));
            backend.openIke(PORTS);
            host.crash();
            assertThat(roles()).doesNotContain(FilterRole.PERMIT_INBOUND);
            assertThat(host.sendsInClear(
                            IpPacket.udp(PATH.local(), PORTS.ike(), PATH.remote(), PORTS.ike(), new byte[8])))
                    .isFalse();
        }

        @Test
        void areNoExemptionsOfTheSnapshot() {
            backend.openIke(PORTS);
            assertThat(backend.snapshot().exemptions()).isEmpty();
            assertThat(backend.snapshot().incompleteExemptions()).isEmpty();
        }

        @Test
        void doNotStayOpenIfTheirFiltersAreRefused() {
            host.refuse(5, WfpError.FWP_E_IN_USE.code());
            assertThatThrownBy(() -> backend.openIke(PORTS))
                    .isInstanceOf(SecureConnectException.class)
                    .hasMessageContaining("letting IKE on UDP 24500 and 24501 pass");
            backend.openIke(PORTS).close();
        }

        @Test
        void ofTheStandardAreWindowsOwn() {
            assertThatThrownBy(() -> backend.openIke(IkePorts.standard()))
                    .isInstanceOf(SecureConnectException.class)
                    .hasMessageContainingAll("UDP 500 and 4500", "IKEEXT", "saPolicy/windowsIkePorts");
            assertThatThrownBy(() -> backend.openIke(new IkePorts(24_500, 4500)))
                    .hasMessageContaining("IKEEXT");
            backend = open(STANDARD.withStandardIkePorts(true));
            backend.openIke(IkePorts.standard()).close();
        }

        @Test
        void thatAreTakenNameIkeext() {
            backend = open(STANDARD.withStandardIkePorts(true));
            backend.openIke(IkePorts.standard());
            assertThatThrownBy(() -> backend.openIke(IkePorts.standard())).hasMessageContaining("IKEEXT may hold them");
        }
    }

    @Nested
    class InsideUdp {
        @Test
        void thePortsAreThoseOfTheSa() {
            applied(new Protect(PATH, Protection.ENCRYPT));
            ChildSa child = children.child(
                    PATH,
                    EspParameters.builder()
                            .from(PARAMETERS)
                            .udpEncapsulation(new UdpEncapsulationTemplate(24_501, 31_000))
                            .build());
            applied(new InstallSa(child.inbound()), new InstallSa(child.outbound()));
            IpPacket sent = host.send(packet()).orElseThrow();
            assertThat(sent.sourcePort()).hasValue(24_501);
            assertThat(sent.destinationPort()).hasValue(31_000);
        }

        @Test
        void anOutboundSaWhosePortsAreRefusedIsNone() {
            applied(new Protect(PATH, Protection.ENCRYPT));
            ChildSa child = children.child(
                    PATH,
                    EspParameters.builder()
                            .from(PARAMETERS)
                            .udpEncapsulation(UdpEncapsulationTemplate.standard())
                            .build());
            applied(new InstallSa(child.inbound()));
            host.refuse(2, WfpError.FWP_E_IN_USE.code()); // the SA, then its ports
            fault(new InstallSa(child.outbound()));
            assertThat(backend.snapshot().sas())
                    .extracting(InstalledSa::id)
                    .containsExactly(child.inbound().id());
            assertThat(host.send(packet())).isEmpty();
        }
    }

    @Test
    void whatSomebodyWeakenedIsReplacedWithoutAGap() {
        applied(new Protect(PATH, Protection.ENCRYPT));
        ChildSa child = installed();
        List<Boolean> leaks = new ArrayList<>();
        host.observe(() -> leaks.add(host.sendsInClear(packet())));
        try (FilterEngine somebody = host.foreignSource("somebody").open(Session.named(DisplayData.of("", ""), 0))) {
            somebody.deleteFilter(new FilterPlan(Lifetime.STATIC)
                    .callout(PATH, Direction.OUTBOUND)
                    .filterKey());
        }
        assertThat(backend.snapshot().incompletePaths()).containsExactly(PATH);
        applied(new Protect(PATH, Protection.ENCRYPT));
        assertThat(isWhole()).isTrue();
        assertThat(backend.snapshot().sas()).as("SAs that carry nothing").isEmpty();
        assertThat(leaks).containsOnly(false);
        SaId again = child.inbound().id();
        assertThat(apply(new InstallSa(children.rekeyed(child.inbound()))).outcome())
                .as("the name " + again + " is free")
                .isEqualTo(Outcome.APPLIED);
    }

    @Test
    void aClosedBackendSaysSo() {
        SpiReservation reserved = backend.reserveSpi(PATH);
        backend.close();
        backend.close();
        reserved.close();
        assertThatThrownBy(() -> backend.snapshot())
                .isInstanceOfSatisfying(
                        SecureConnectException.class,
                        closed -> assertThat(closed.code()).isEqualTo(ErrorCode.CLOSED));
    }

    @Test
    void theProviderIsForWindows() {
        WindowsBackendProvider provider = new WindowsBackendProvider();
        assertThat(provider.name()).isEqualTo("windows");
        assertThat(provider.supportsThisSystem())
                .isEqualTo(System.getProperty("os.name").startsWith("Windows"));
    }
}
