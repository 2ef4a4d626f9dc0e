package io.secureconnect.core.keying;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What must hold of two hosts at every step, whatever happened to them and to what was on its way. */
final class FleetRules {
    private final TestFleet fleet;
    private final Set<String> couldSend = new HashSet<>();

    FleetRules(TestFleet fleet) {
        this.fleet = fleet;
    }

    void check() {
        for (TestHost host : fleet.hosts.values()) {
            peerCanOpenWhatIsSent(host);
            neverStopsSendingByItself(host);
            noKeyTwice(host);
        }
        eachKeyHasOneSender();
    }

    /** The SA that packets take at one end is there at the other with the same key, or the kernel there lost it. */
    private void peerCanOpenWhatIsSent(TestHost host) {
        HostPair path = pathOf(host);
        Optional<SaId> sending = host.kernel().sending(path);
        if (sending.isEmpty()) {
            return;
        }
        TestHost peer = peerOf(host);
        SaId receiving =
                new SaId(path.mirror(), Direction.INBOUND, sending.get().spi());
        if (peer.kernel().hasLost(receiving)) {
            return;
        }
        assertThat(peer.kernel().key(receiving))
                .as("%s sends by %s; the key with which %s receives", host.workload(), sending.get(), peer.workload())
                .isEqualTo(host.kernel().key(sending.get()));
    }

    /** A host that could send can send, unless its kernel lost the SA. */
    private void neverStopsSendingByItself(TestHost host) {
        boolean sends = host.kernel().sending(pathOf(host)).isPresent();
        if (sends) {
            couldSend.add(host.workload());
        } else if (couldSend.remove(host.workload())) {
            assertThat(host.kernel().lostSomethingSince())
                    .as("%s can no longer send; did its kernel lose an SA", host.workload())
                    .isTrue();
        }
        host.kernel().forgetLosses();
    }

    private void noKeyTwice(TestHost host) {
        assertThat(host.kernel().everInstalled())
                .as("keys installed on %s", host.workload())
                .doesNotHaveDuplicates();
    }

    /** No key was ever outbound on both ends, or inbound on both. */
    private void eachKeyHasOneSender() {
        List<String> all = new ArrayList<>();
        fleet.hosts.values().forEach(host -> all.addAll(host.kernel().everInstalled()));
        assertThat(all).as("direction and key, over both hosts").doesNotHaveDuplicates();
    }

    /** Exactly one generation, the same on both ends, and nothing else. */
    void checkConverged() {
        assertThat(fleet.distributor.status()).allMatch(s -> s.complete(), "complete");
        for (TestHost host : fleet.hosts.values()) {
            HostPair path = pathOf(host);
            assertThat(host.kernel().sas(path, Direction.INBOUND))
                    .as("inbound SAs of %s", host.workload())
                    .hasSize(1);
            assertThat(host.kernel().sas(path, Direction.OUTBOUND))
                    .as("outbound SAs of %s", host.workload())
                    .hasSize(1);
            SaId sending = host.kernel().sending(path).orElseThrow();
            SaId receiving = new SaId(path.mirror(), Direction.INBOUND, sending.spi());
            assertThat(peerOf(host).kernel().key(receiving))
                    .isPresent()
                    .isEqualTo(host.kernel().key(sending));
        }
    }

    private HostPair pathOf(TestHost host) {
        return TestFleet.PATH.seenBy(host.workload());
    }

    private TestHost peerOf(TestHost host) {
        return host == fleet.db() ? fleet.web() : fleet.db();
    }
}
