package io.secureconnect.windows.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.ChildSa;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.BackendEvent.Expired;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.DatagramPort;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.Protection;
import io.secureconnect.testkit.kernel.ChildSas;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.testkit.time.SeededRandom;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.engine.WfpError;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.model.WindowsHost;
import io.secureconnect.windows.system.ServiceState;
import io.secureconnect.windows.wfp.DisplayData;
import io.secureconnect.windows.wfp.Session;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which calls a backend makes, in which order and how many, and what is left when one in the middle fails. */
class BackendCallsTest {
    private static final HostPair PATH = HostPair.of("192.0.2.1", "198.51.100.7");
    private static final IkePorts PORTS = new IkePorts(24_500, 24_501);
    private static final EspParameters PARAMETERS =
            EspParameters.builder().extendedSequenceNumbers(false).build();

    private final ChildSas children = new ChildSas(new SeededRandom(13));
    private final WindowsHost host = WindowsHost.named("host");
    private final Map<String, Integer> calls = new HashMap<>();
    private final AtomicReference<String> refused = new AtomicReference<>("");

    /** The engine of the host, with its calls counted and one of them refused. */
    private FilterEngine watched(Session session) {
        FilterEngine engine = host.source().open(session);
        return (FilterEngine) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {FilterEngine.class}, (proxy, method, arguments) -> {
                    calls.merge(method.getName(), 1, Integer::sum);
                    if (method.getName().equals(refused.get())) {
                        throw new WfpException(method.getName(), WfpError.FWP_E_IN_USE.code());
                    }
                    try {
                        return method.invoke(engine, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private WindowsBackend open(WindowsBackendOptions options) {
        return ModelBackends.open(host, this::watched, options);
    }

    private static void apply(WindowsBackend backend, List<BackendChange> changes) {
        assertThat(backend.apply(changes)).extracting(ChangeResult::outcome).containsOnly(ChangeResult.Outcome.APPLIED);
    }

    @Test
    void whoListensAgainAfterARefusalHearsOfAll() {
        WindowsBackend backend = open(WindowsBackendOptions.STANDARD);
        List<BackendEvent> events = new ArrayList<>();
        refused.set("onSaChanges");
        assertThatThrownBy(() -> backend.listen(events::add)).isInstanceOf(SecureConnectException.class);
        refused.set("");
        backend.listen(events::add);

        ChildSa child = children.child(PATH, PARAMETERS);
        apply(
                backend,
                List.of(
                        new Protect(PATH, Protection.ENCRYPT),
                        new InstallSa(child.inbound()),
                        new InstallSa(child.outbound())));
        try (FilterEngine somebody =
                host.foreignSource("somebody").open(Session.named(DisplayData.of("somebody", ""), 0))) {
            somebody.saContexts().forEach(context -> somebody.deleteSaContext(context.saContextId()));
        }
        assertThat(events)
                .filteredOn(event -> event.equals(new Expired(child.outbound().id(), true)))
                .hasSize(1);
    }

    @Test
    void anInboundSaThatCannotBeLookedAtIsTakenBackAndItsSpiIsFree() {
        WindowsBackend backend = open(WindowsBackendOptions.STANDARD);
        ChildSa child = children.child(PATH, PARAMETERS);
        apply(backend, List.of(new Protect(PATH, Protection.ENCRYPT)));
        refused.set("saContext");
        assertThat(backend.apply(List.of(new InstallSa(child.inbound()))).get(0).isFailed())
                .isTrue();
        refused.set("");
        assertThat(backend.snapshot().sas()).isEmpty();
        apply(backend, List.of(new InstallSa(children.rekeyed(child.inbound()))));
    }

    @Test
    void movingManyPathsToOtherLifetimesReadsNoMoreThanMovingOne() {
        assertThat(enumerationsToMove(12)).isEqualTo(enumerationsToMove(1));
    }

    private int enumerationsToMove(int count) {
        List<HostPair> paths = IntStream.range(0, count)
                .mapToObj(number -> HostPair.of("192.0.2." + count, "198.51.100." + (number + 1)))
                .toList();
        List<BackendChange> protect = paths.stream()
                .<BackendChange>map(path -> new Protect(path, Protection.ENCRYPT))
                .toList();
        WindowsBackend first = open(WindowsBackendOptions.STANDARD);
        apply(first, protect);
        paths.forEach(path -> {
            ChildSa child = children.child(path, PARAMETERS);
            apply(first, List.of(new InstallSa(child.inbound()), new InstallSa(child.outbound())));
        });
        first.close();
        WindowsBackend second = open(WindowsBackendOptions.STANDARD.withPersistentBlocks(true));
        int before = calls.getOrDefault("filters", 0);
        apply(second, protect);
        int after = calls.getOrDefault("filters", 0);
        assertThat(second.snapshot().paths()).containsKeys(paths.toArray(new HostPair[0]));
        second.close();
        return after - before;
    }

    @Test
    void noPortOfIkeIsFreeWhileItIsLetPass() {
        List<Boolean> leaks = new ArrayList<>();
        WindowsBackend backend = new WindowsBackend(
                host.source(),
                ports -> onClose(
                        host.bind(ports).orElseThrow(),
                        () -> leaks.add(host.sendsInClear(
                                IpPacket.udp(PATH.local(), PORTS.ike(), PATH.remote(), PORTS.ike(), new byte[8])))),
                () -> ServiceState.STOPPED,
                WindowsBackendOptions.STANDARD);
        apply(backend, List.of(new Protect(PATH, Protection.ENCRYPT)));
        backend.openIke(PORTS).close();
        assertThat(leaks).containsExactly(false);
    }

    private static DatagramPort onClose(DatagramPort port, Runnable closed) {
        return (DatagramPort) Proxy.newProxyInstance(
                DatagramPort.class.getClassLoader(),
                new Class<?>[] {DatagramPort.class},
                (proxy, method, arguments) -> {
                    Object answer = method.invoke(port, arguments);
                    if (method.getName().equals("close")) {
                        closed.run();
                    }
                    return answer;
                });
    }
}
