package io.secureconnect.examples.quickstart;

import io.secureconnect.api.PathStatus;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.RandomSource;
import io.secureconnect.testkit.fleet.Fleet;
import io.secureconnect.testkit.fleet.FleetHost;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.testkit.time.SeededRandom;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/** The same two hosts once more, without a distributor: they agree on keys by IKE, over a network in memory. */
final class IkeAct {
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    private final Story story;
    private final String one;
    private final String other;

    IkeAct(Story story, String one, String other) {
        this.story = story;
        this.one = one;
        this.other = other;
    }

    void play(PolicyDocument policy, RandomSource random) {
        PolicyDocument byIke = PolicyDocument.builder()
                .from(policy)
                .saPolicy(SaPolicy.builder()
                        .from(policy.saPolicy())
                        .keying(KeyingMode.IKE)
                        .build())
                .build();
        SeededRandom seed =
                new SeededRandom(ByteBuffer.wrap(random.octets(Long.BYTES)).getLong());
        try (Fleet fleet = Fleet.of(byIke, seed)) {
            fleet.applyWithoutKeys(byIke);
            fleet.live(A_WHILE);
            tell(fleet.host(one));
            tell(fleet.host(other));
            packet(fleet);
            story.claim(fleet.ledger().violations().isEmpty(), "no key served twice");
        }
    }

    private void tell(FleetHost host) {
        Optional<PathStatus> path = host.status().paths().stream()
                .filter(p -> p.state() == PathStatus.State.ENCRYPTED)
                .findFirst();
        story.claim(path.isPresent(), host.id() + " is encrypted, and nobody handed out a key");
        path.flatMap(PathStatus::ike)
                .ifPresent(ike -> story.fact("     " + (ike.initiator() ? "it began" : "its peer began")
                        + ", IKE is protected by " + ike.proposal().keyword()));
    }

    private void packet(Fleet fleet) {
        HostPair path = fleet.path(one, other, AddressFamily.IPV4);
        IpPacket clear = Packets.text(path.local(), path.remote(), 1, "SELECT price FROM shop");
        Optional<IpPacket> wire = fleet.kernel(one).send(clear);
        story.claim(wire.filter(IpPacket::isEsp).isPresent(), "a packet leaves " + one + " as ESP");
        story.claim(wire.flatMap(fleet.kernel(other)::receive).equals(Optional.of(clear)), other + " opens it");
    }
}
