package io.secureconnect.testkit.example;

import static io.secureconnect.api.sa.AddressFamily.IPV4;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.plan.BlockReason;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.testkit.fleet.Fleet;
import io.secureconnect.testkit.junit.PolicyAssertions;
import io.secureconnect.testkit.junit.Seeded;
import io.secureconnect.testkit.kernel.BackendFault.Crash;
import io.secureconnect.testkit.kernel.BackendFault.Crash.Moment;
import io.secureconnect.testkit.net.Leaks;
import io.secureconnect.testkit.net.PacketStream;
import io.secureconnect.testkit.time.SeededRandom;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@Seeded
class ShopTest {
    private static final Path SHOP = Path.of("src/test/resources/policies/shop.json");

    @Test
    void thePolicyMeansWhatWeThinkItMeans() {
        PolicyAssertions.assertThat(SHOP)
                .encrypts("web1", "db1")
                .blocks("web1", "old1", BlockReason.AGENT_VERSION_MISMATCH)
                .leavesClear("web1", "mail1");
    }

    @Test
    void anAgentThatDiesInTheMiddleOfARotationLosesNothing(SeededRandom random) throws Exception {
        PolicyDocument policy;
        try (InputStream in = Files.newInputStream(SHOP)) {
            policy = SecureConnect.policies().read(in);
        }
        try (Fleet fleet = Fleet.of(policy, random)) {
            fleet.applyEverywhere(policy);
            PacketStream stream = fleet.stream("web1", "db1", IPV4);
            fleet.everyWrite(stream::send); // a datagram each way after every single write to any kernel

            fleet.host("db1").backend().inject(new Crash(2, Moment.AFTER));
            fleet.rotate();
            assertTrue(fleet.host("db1").isCrashed());

            fleet.host("db1").restart();
            fleet.host("db1").apply(policy);
            fleet.advance(Duration.ofMinutes(1));

            stream.assertAllArrivedOnce();
            Leaks.between(fleet.path("web1", "db1", IPV4))
                    .assertNone(fleet.network().log());
            fleet.assertKeysServedOnce();
        }
    }
}
