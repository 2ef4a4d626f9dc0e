package io.secureconnect.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.PathStatus;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.spi.BackendChange.Kind;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two engines and a distributor with nothing in the way but fake kernels: what an embedder puts together. */
@Timeout(60)
class TwoHostsScenarioTest {
    private final TwoHosts fleet = new TwoHosts();

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void aPathIsBlockedUntilBothEndsHaveKeys() {
        fleet.web1().apply();
        fleet.db1().apply();
        assertThat(state(fleet.web1())).isEqualTo(PathStatus.State.WAITING_FOR_KEYS);

        fleet.deliver(fleet.wanted());

        assertThat(state(fleet.web1())).isEqualTo(PathStatus.State.ENCRYPTED);
        assertThat(state(fleet.db1())).isEqualTo(PathStatus.State.ENCRYPTED);
        assertThat(spis(fleet.web1(), Direction.OUTBOUND)).isEqualTo(spis(fleet.db1(), Direction.INBOUND));
        assertThat(spis(fleet.web1(), Direction.INBOUND)).isEqualTo(spis(fleet.db1(), Direction.OUTBOUND));
    }

    @Test
    void keysThatComeBeforeThePolicyWaitForIt() {
        fleet.web1().apply();
        List<?> early = fleet.wanted();
        fleet.db1().apply();

        fleet.deliver(fleet.outstanding());

        assertThat(early).isNotEmpty();
        assertThat(state(fleet.db1())).isEqualTo(PathStatus.State.ENCRYPTED);
    }

    @Test
    void aRotationLeavesOneGeneration() {
        keyed();
        List<Spi> before = spis(fleet.web1(), Direction.OUTBOUND);

        fleet.deliver(fleet.distributor.rotate(TwoHosts.NOW));

        assertThat(spis(fleet.web1(), Direction.OUTBOUND)).hasSize(1).isNotEqualTo(before);
        assertThat(spis(fleet.web1(), Direction.INBOUND)).hasSize(1).isEqualTo(spis(fleet.db1(), Direction.OUTBOUND));
    }

    @Test
    void suspendingOneEndInTheMiddleOfARotationStopsItAndLosesNothing() {
        keyed();
        List<Spi> before = spis(fleet.db1(), Direction.OUTBOUND);
        fleet.web1().engine.suspend().toCompletableFuture().join();
        fleet.web1().backend.asked.clear();

        fleet.deliver(fleet.distributor.rotate(TwoHosts.NOW));

        assertThat(fleet.web1().backend.asked).isEmpty();
        assertThat(spis(fleet.db1(), Direction.OUTBOUND))
                .as("still sends what web1 can open")
                .isEqualTo(before);
        assertThat(spis(fleet.db1(), Direction.INBOUND)).hasSize(2);

        fleet.web1().engine.resume().toCompletableFuture().join();
        fleet.deliver(fleet.outstanding());
        assertThat(spis(fleet.db1(), Direction.OUTBOUND)).hasSize(1).isNotEqualTo(before);
        assertThat(spis(fleet.db1(), Direction.OUTBOUND)).isEqualTo(spis(fleet.web1(), Direction.INBOUND));
        assertThat(spis(fleet.db1(), Direction.INBOUND)).isEqualTo(spis(fleet.web1(), Direction.OUTBOUND));
    }

    @Test
    void aRestartAdoptsKeysWithoutASingleWrite() {
        keyed();
        fleet.web1().engine.close();
        fleet.web1().backend.asked.clear();

        fleet.web1().start();
        int written = fleet.web1().apply().written();
        fleet.deliver(fleet.outstanding());

        assertThat(written).isZero();
        assertThat(fleet.web1().backend.takeAskedKinds()).isEmpty();
        assertThat(state(fleet.web1())).isEqualTo(PathStatus.State.ENCRYPTED);
    }

    @Test
    void aRestartOfAHostThatLostItsSasGetsNewKeysNotTheOld() {
        keyed();
        List<Spi> before = spis(fleet.web1(), Direction.OUTBOUND);
        fleet.web1().engine.close();
        fleet.web1().backend.kernel.sas.clear(); // as a reboot does

        fleet.web1().start();
        fleet.web1().apply();
        fleet.deliver(fleet.outstanding());

        assertThat(state(fleet.web1())).isEqualTo(PathStatus.State.ENCRYPTED);
        assertThat(spis(fleet.web1(), Direction.OUTBOUND)).isNotEqualTo(before);
        assertThat(spis(fleet.web1(), Direction.OUTBOUND)).isEqualTo(spis(fleet.db1(), Direction.INBOUND));
    }

    @Test
    void everyPathIsProtectedBeforeItsFirstSa() {
        keyed();

        assertThat(fleet.web1().backend.takeAskedKinds())
                .startsWith(Kind.PROTECT)
                .containsOnly(Kind.PROTECT, Kind.INSTALL_SA);
    }

    private void keyed() {
        fleet.web1().apply();
        fleet.db1().apply();
        fleet.deliver(fleet.wanted());
    }

    private static PathStatus.State state(TwoHosts.Host host) {
        return host.engine.status().toCompletableFuture().join().paths().get(0).state();
    }

    private static List<Spi> spis(TwoHosts.Host host, Direction direction) {
        return host.backend.kernel.sas.keySet().stream()
                .filter(id -> id.direction() == direction)
                .map(SaId::spi)
                .collect(Collectors.toList());
    }
}
