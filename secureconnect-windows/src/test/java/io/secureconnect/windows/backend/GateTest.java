package io.secureconnect.windows.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.ChildSa;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.BackendChange.Unprotect;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.Protection;
import io.secureconnect.testkit.kernel.ChildSas;
import io.secureconnect.testkit.time.SeededRandom;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.engine.WfpError;
import io.secureconnect.windows.model.WindowsHost;
import io.secureconnect.windows.wfp.DisplayData;
import io.secureconnect.windows.wfp.Session;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** That the gate is closed whenever no outbound SA works, also where SAs are there that carry nothing. */
class GateTest {
    private static final HostPair PATH = HostPair.of("192.0.2.1", "198.51.100.7");
    private static final EspParameters PARAMETERS =
            EspParameters.builder().extendedSequenceNumbers(false).build();

    private final ChildSas children = new ChildSas(new SeededRandom(11));
    private final WindowsHost host = WindowsHost.named("host");
    private WindowsBackend backend = ModelBackends.open(host, WindowsBackendOptions.STANDARD);

    private void applied(BackendChange... changes) {
        assertThat(backend.apply(List.of(changes)))
                .extracting(ChangeResult::outcome)
                .containsOnly(ChangeResult.Outcome.APPLIED);
    }

    private ChildSa installed() {
        ChildSa child = children.child(PATH, PARAMETERS);
        applied(new InstallSa(child.inbound()), new InstallSa(child.outbound()));
        return child;
    }

    private FilterEngine somebody() {
        return host.foreignSource("somebody").open(Session.named(DisplayData.of("somebody", ""), 0));
    }

    private boolean isClosed() {
        try (FilterEngine engine = somebody()) {
            return OwnFilters.dump(engine, Optional.empty()).stream()
                    .flatMap(filter -> FilterLabel.read(filter.providerData()).stream())
                    .anyMatch(label -> label.role() == FilterRole.GATE_OUTBOUND);
        }
    }

    private void deleteCallout() {
        try (FilterEngine engine = somebody()) {
            engine.deleteFilter(new FilterPlan(Lifetime.STATIC)
                    .callout(PATH, Direction.OUTBOUND)
                    .filterKey());
        }
    }

    @Test
    void closesBeforeTheLastOutboundSaThatWorksThoughADeadOneStays() {
        applied(new Protect(PATH, Protection.ENCRYPT));
        installed();
        deleteCallout();
        ChildSa working = installed();
        applied(new RemoveSa(working.outbound().id()));
        assertThat(isClosed()).isTrue();
    }

    @Test
    void isNotOpenedForAnOutboundSaThatCarriesNothing() {
        applied(new Protect(PATH, Protection.ENCRYPT));
        ChildSa dead = installed();
        deleteCallout();
        ChildSa working = installed();
        applied(new RemoveSa(working.inbound().id()));
        assertThat(isClosed()).isTrue();
        backend.apply(List.of(new InstallSa(dead.outbound())));
        assertThat(isClosed()).isTrue();
    }

    @Test
    void isThereAfterAPathWasGivenUpAndProtectedAtOnce() {
        applied(new Protect(PATH, Protection.ENCRYPT));
        installed();
        applied(new Unprotect(PATH), new Protect(PATH, Protection.ENCRYPT));
        assertThat(isClosed()).isTrue();
        assertThat(backend.snapshot().paths()).containsOnlyKeys(PATH);
    }

    @Test
    void closesOnAPathThatABackendWithOtherLifetimesProtects() {
        applied(new Protect(PATH, Protection.ENCRYPT));
        ChildSa child = installed();
        backend.close();
        backend = ModelBackends.open(host, WindowsBackendOptions.STANDARD.withPersistentBlocks(true));
        applied(new RemoveSa(child.outbound().id()));
        assertThat(isClosed()).isTrue();
    }

    @Test
    void noSaOutlivesItsPathIfWindowsRefusesOnceToDeleteIt() {
        applied(new Protect(PATH, Protection.ENCRYPT));
        installed();
        host.refuse(4, WfpError.FWP_E_IN_USE.code()); // begin, the gate, commit, the SA context
        backend.apply(List.of(new Unprotect(PATH)));
        backend.apply(List.of(new Unprotect(PATH)));
        assertThat(host.ownObjects()).isEmpty();
    }
}
