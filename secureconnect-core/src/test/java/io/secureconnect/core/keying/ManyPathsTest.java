package io.secureconnect.core.keying;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.KeyDistributor;
import io.secureconnect.api.keying.KeyPhase;
import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.keying.KeyedPath;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.keying.SealingKeyPair;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.IpAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** One hub with ten thousand peers: every path gets its keys, and the state goes through JSON and back. */
class ManyPathsTest {
    private static final int PEERS = 10_000;

    private final OpenSealing suite = new OpenSealing();
    private final SeededRandom random = new SeededRandom(14);
    private final RotatingKeyDistribution distribution = new RotatingKeyDistribution(suite);
    private final SealingKeyPair own = distribution.newKeyPair(random);
    private final Map<String, InstructionOpener> openers = new HashMap<>();

    @Test
    void every_path_of_a_hub_gets_its_keys() throws Exception {
        KeyDistributor distributor = distribution.create(own, random);
        List<KeyedPath> paths = new ArrayList<>();
        enroll(distributor, "hub");
        for (int i = 0; i < PEERS; i++) {
            String peer = String.format("peer%05d", i);
            enroll(distributor, peer);
            IpAddress address = IpAddress.of((byte) 10, (byte) 1, (byte) (i >> 8), (byte) i);
            paths.add(new KeyedPath("hub", IpAddress.parse("10.0.0.1"), peer, address, EspParameters.standard()));
        }
        Deque<SealedInstruction> queue = new ArrayDeque<>(distributor.want(paths, TestFleet.START));
        distributor = distribution.restore(own, random, distributor.save());
        int delivered = 0;
        while (!queue.isEmpty()) {
            queue.addAll(distributor.on(answer(queue.remove()), TestFleet.START));
            delivered++;
        }
        assertThat(delivered).isEqualTo(PEERS * 2 * KeyPhase.values().length);
        assertThat(distributor.status()).hasSize(PEERS).allMatch(KeyDistributor.PathKeys::complete);
    }

    private void enroll(KeyDistributor distributor, String workload) {
        SealingKeyPair pair = distribution.newKeyPair(random);
        openers.put(workload, suite.opener(pair, own.publicKey()));
        distributor.enroll(workload, pair.publicKey());
    }

    private KeyReport answer(SealedInstruction sealed) throws UnreadableInstructionException {
        InstructionOpener opener = Objects.requireNonNull(openers.get(sealed.workload()));
        try (var instruction = InstructionEnvelopes.open(opener, sealed.workload(), sealed)) {
            return new KeyReport.Done(
                    sealed.workload(),
                    instruction.path(),
                    instruction.generation(),
                    instruction.phase(),
                    instruction.inboundSpi());
        }
    }
}
