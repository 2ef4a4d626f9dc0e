package io.secureconnect.testkit.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.PathStatus;
import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.Rule;
import io.secureconnect.api.policy.RuleSet;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.InstalledSa;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.testkit.kernel.MemoryBackend;
import io.secureconnect.testkit.kernel.MemoryKernel;
import io.secureconnect.testkit.net.LeakWatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The fleet of shop.json: web1 and db1 shall speak encrypted, web1 and old1 cannot, mail1 is nobody's business. */
final class Shop {
    static final String WEB = "web1";
    static final String DB = "db1";

    private Shop() {}

    static PolicyDocument policy() {
        try (InputStream in = Objects.requireNonNull(Shop.class.getResourceAsStream("/policies/shop.json"))) {
            return SecureConnect.policies().read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PolicyDocument policy(long version, UnaryOperator<SaPolicy.Builder> change) {
        PolicyDocument policy = policy();
        SaPolicy.Builder builder = SaPolicy.builder().from(policy.saPolicy());
        return PolicyDocument.builder()
                .from(policy)
                .version(version)
                .saPolicy(change.apply(builder).build())
                .build();
    }

    static PolicyDocument withoutRules(long version) {
        return PolicyDocument.builder()
                .from(policy())
                .version(version)
                .ruleSets(List.of())
                .build();
    }

    /** Only the rule's enabled flag says something else. */
    static PolicyDocument disabled(long version) {
        PolicyDocument policy = policy();
        RuleSet set = policy.ruleSets().get(0);
        Rule rule = Rule.builder().from(set.rules().get(0)).enabled(false).build();
        return PolicyDocument.builder()
                .from(policy)
                .version(version)
                .ruleSets(
                        List.of(RuleSet.builder().from(set).rules(List.of(rule)).build()))
                .build();
    }

    static IpPacket packet(HostPair path, String text) {
        return IpPacket.udp(path.local(), 700, path.remote(), 701, text.getBytes(StandardCharsets.UTF_8));
    }

    static List<LeakWatch> watch(Fleet fleet, String one, String other) {
        List<LeakWatch> watches = new ArrayList<>();
        for (AddressFamily family : AddressFamily.values()) {
            HostPair path = fleet.path(one, other, family);
            watches.add(LeakWatch.on(fleet.kernel(one), path));
            watches.add(LeakWatch.on(fleet.kernel(other), path.mirror()));
        }
        return watches;
    }

    static BackendSnapshot look(MemoryKernel kernel) {
        try (MemoryBackend backend = new MemoryBackend(kernel)) {
            return backend.snapshot();
        }
    }

    /** Both ends are whole, hold one child for each path, and each end's SAs are the other's; nothing is left over. */
    static void assertConverged(Fleet fleet) {
        for (String id : List.of(WEB, DB)) {
            BackendSnapshot snapshot = look(fleet.kernel(id));
            assertThat(snapshot.incompletePaths())
                    .as("incomplete paths of " + id)
                    .isEmpty();
            assertThat(snapshot.incompleteExemptions())
                    .as("incomplete exemptions of " + id)
                    .isEmpty();
            assertThat(fleet.host(id).status().paths())
                    .filteredOn(path -> path.state() != PathStatus.State.BLOCKED)
                    .as("encrypted paths of " + id)
                    .hasSize(AddressFamily.values().length)
                    .allSatisfy(path -> {
                        assertThat(path.state()).isEqualTo(PathStatus.State.ENCRYPTED);
                        assertThat(path.sas())
                                .as("SAs of " + path.path())
                                .extracting(sa -> sa.id().direction())
                                .containsExactlyInAnyOrder(Direction.values());
                    });
            assertThat(snapshot.sas()).as("SAs of " + id).hasSize(2 * AddressFamily.values().length);
        }
        assertThat(spis(fleet, WEB, Direction.INBOUND)).isEqualTo(spis(fleet, DB, Direction.OUTBOUND));
        assertThat(spis(fleet, WEB, Direction.OUTBOUND)).isEqualTo(spis(fleet, DB, Direction.INBOUND));
        fleet.assertKeysServedOnce();
    }

    static Set<Spi> spis(Fleet fleet, String id, Direction direction) {
        return look(fleet.kernel(id)).sas().stream()
                .map(InstalledSa::id)
                .filter(sa -> sa.direction() == direction)
                .map(sa -> sa.spi())
                .collect(Collectors.toSet());
    }
}
