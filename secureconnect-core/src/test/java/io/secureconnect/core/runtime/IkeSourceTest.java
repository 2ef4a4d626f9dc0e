package io.secureconnect.core.runtime;

import static io.secureconnect.core.reconcile.Plans.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.plan.HostAssociation;
import io.secureconnect.api.plan.Verdict;
import io.secureconnect.api.policy.Authentication;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.core.keying.KeyDemand;
import io.secureconnect.core.keying.PathDemand;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.DatagramPort;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.UdpEndpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Which sockets an engine holds for IKE. */
class IkeSourceTest {
    private static final IkePorts STANDARD = IkePorts.standard();
    private static final IkePorts OTHERS = IkePorts.besideIkeext();

    private final FakeIke keying = new FakeIke();
    private final Map<IkePorts, Port> open = new LinkedHashMap<>();
    private Set<IkePorts> refused = Set.of();
    private final List<IkePorts> asked = new ArrayList<>();
    private final IkeSource source = source(Optional.empty());

    private IkeSource source(Optional<DatagramPort> given) {
        return new IkeSource(keying, given, this::openOnKernel, new DatagramInbox(() -> {}));
    }

    private DatagramPort openOnKernel(IkePorts ports) {
        asked.add(ports);
        if (refused.contains(ports) || open.keySet().stream().anyMatch(ports::overlaps)) {
            throw new SecureConnectException(ErrorCode.KERNEL_REFUSED, "UDP " + ports + " is taken");
        }
        Port port = new Port(ports);
        open.put(ports, port);
        return port;
    }

    private final class Port implements DatagramPort {
        private final IkePorts ports;
        private final List<Datagram> sent = new ArrayList<>();

        Port(IkePorts ports) {
            this.ports = ports;
        }

        @Override
        public IkePorts ports() {
            return ports;
        }

        @Override
        public void listen(Consumer<Datagram> receiver) {}

        @Override
        public void send(Datagram datagram) {
            sent.add(datagram);
        }

        @Override
        public void close() {
            open.remove(ports);
        }
    }

    /** A path for each set, to 10.0.0.2 and so on. */
    private static KeyDemand demand(IkePorts... sets) {
        Map<HostPair, PathDemand> paths = new TreeMap<>();
        for (IkePorts ports : sets) {
            HostPair path = path("10.0.0.1<->10.0.0." + (2 + paths.size()));
            HostAssociation association = HostAssociation.builder()
                    .local("web1")
                    .remote("db" + paths.size())
                    .verdict(Verdict.ENCRYPTED)
                    .keying(KeyingMode.IKE)
                    .espProposals(SaPolicy.standard().espProposals())
                    .ikePorts(ports)
                    .addPaths(path)
                    .build();
            paths.put(path, new PathDemand(association, association.espProposals(), EspParameters.standard()));
        }
        return new KeyDemand(SaPolicy.standard(), new Authentication.PreSharedKey(), paths);
    }

    private static Datagram from(int port) {
        return new Datagram(
                new UdpEndpoint(path("10.0.0.1<->10.0.0.2").local(), port),
                new UdpEndpoint(path("10.0.0.1<->10.0.0.2").remote(), port),
                Bytes.empty());
    }

    @Test
    void eachSetIsOpenedOnce() {
        source.open(demand(STANDARD, OTHERS, STANDARD));
        source.open(demand(OTHERS, STANDARD));

        assertThat(asked).containsExactlyInAnyOrder(STANDARD, OTHERS);
        assertThat(open).containsOnlyKeys(STANDARD, OTHERS);
    }

    @Test
    void aDatagramLeavesByTheSetOfItsPort() {
        source.open(demand(STANDARD, OTHERS));

        source.send(from(500));
        source.send(from(24501));
        source.send(from(4500));
        source.send(from(7));

        assertThat(open.get(STANDARD).sent).containsExactly(from(500), from(4500));
        assertThat(open.get(OTHERS).sent).containsExactly(from(24501));
    }

    @Test
    void aSetThatNoPairHasAnyMoreIsClosedWhenNothingStandsOnIt() {
        keying.portsInUse = Set.of(STANDARD);
        source.open(demand(STANDARD));

        source.open(demand(OTHERS));
        assertThat(open).as("sessions stand on it").containsOnlyKeys(STANDARD, OTHERS);
        keying.portsInUse = Set.of(OTHERS);
        source.open(demand(OTHERS));
        assertThat(open).containsOnlyKeys(OTHERS);
    }

    @Test
    void withoutAnyPathTheSocketsStayForTheNext() {
        source.open(demand(STANDARD));
        source.open(KeyDemand.nothing());

        assertThat(open).containsOnlyKeys(STANDARD);
    }

    @Test
    void aSetThatSharesAPortTakesTheOthersPlace() {
        IkePorts half = new IkePorts(500, 4501);
        source.open(demand(STANDARD));
        source.open(demand(half));

        assertThat(open).containsOnlyKeys(half);
    }

    @Test
    void ifItCannotBeOpenedTheOldOneIsThereAgain() {
        IkePorts half = new IkePorts(500, 4501);
        source.open(demand(STANDARD));
        refused = Set.of(half);

        assertThatThrownBy(() -> source.open(demand(half)))
                .isInstanceOf(SecureConnectException.class)
                .hasMessageContaining("4501");

        assertThat(open).containsOnlyKeys(STANDARD);
    }

    @Test
    void allAreClosedAtTheEnd() {
        source.open(demand(STANDARD, OTHERS));
        source.close();

        assertThat(open).isEmpty();
    }

    @Test
    void socketsThatWereGivenAreTheOnlyOnes() {
        Port given = new Port(STANDARD);
        open.put(STANDARD, given);
        IkeSource own = source(Optional.of(given));

        own.open(demand(STANDARD));
        own.send(from(500));

        assertThat(asked).isEmpty();
        assertThat(given.sent).hasSize(1);
        own.close();
        assertThat(open).isEmpty();
    }
}
