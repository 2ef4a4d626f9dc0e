package io.secureconnect.testkit.fleet;

import static io.secureconnect.testkit.fleet.Shop.DB;
import static io.secureconnect.testkit.fleet.Shop.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.CloseMode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.testkit.kernel.BackendFault.Crash;
import io.secureconnect.testkit.kernel.BackendFault.Crash.Moment;
import io.secureconnect.testkit.kernel.XfrmCounter;
import io.secureconnect.testkit.net.LeakWatch;
import io.secureconnect.testkit.net.Leaks;
import io.secureconnect.testkit.net.PacketStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The agent of a host dies before, in the middle of, or after each single change. At no step may a clear packet pass
 * between the pair, and the next start must bring everything to where it would be without the crash, without orphans.
 */
@Tag("slow")
class CrashScenarioTest {
    private static final int MANY = 200;
    /** A distributor whose generations fail again and again waits before it makes the next. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(6);

    private final PolicyDocument policy = Shop.policy();

    /** One story with a crash in it; true if the crash came to pass. */
    private interface Story {
        boolean tell(String crashing, Crash crash);
    }

    /** Tells the story for every host, moment and change until no change is left to crash at; how many crashes there were. */
    private static int everywhere(Story story) {
        int crashes = 0;
        for (String crashing : List.of(WEB, DB)) {
            for (Moment moment : Moment.values()) {
                int change = 1;
                while (story.tell(crashing, new Crash(change, moment))) {
                    change++;
                    crashes++;
                    assertThat(change).as("changes of the story").isLessThan(MANY);
                }
                assertThat(change)
                        .as("changes at which " + crashing + " crashed")
                        .isGreaterThan(1);
            }
        }
        return crashes;
    }

    @Test
    void atEachChangeOfTheFirstApply() {
        int crashes = everywhere((crashing, crash) -> {
            try (Fleet fleet = Fleet.of(policy)) {
                List<String> foreign = Foreigners.settleOn(fleet, crashing, crashing.equals(WEB) ? DB : WEB);
                List<LeakWatch> watches = Shop.watch(fleet, WEB, DB);
                AtomicInteger closedAt = sendAfterEveryWrite(fleet, watches);
                fleet.host(crashing).start();
                fleet.host(crashing).backend().inject(crash);
                boolean crashed = applyEverywhereUnlessCrashed(fleet, policy);

                recover(fleet, crashing, policy);
                watches.forEach(LeakWatch::assertNone);
                watches.forEach(watch -> assertThat(watch.isClosed()).isTrue());
                Leaks.between(fleet.path(WEB, DB, AddressFamily.IPV4))
                        .since(closedAt.get())
                        .assertNone(fleet.network().log());
                assertThat(closedAt).hasValueLessThan(fleet.network().log().size());
                assertThat(fleet.kernel(crashing).foreignObjects()).isEqualTo(foreign);
                return crashed;
            }
        });
        // At least two exemptions, two paths of two writes and four SAs on each host, at three moments.
        assertThat(crashes).isGreaterThanOrEqualTo(2 * 3 * 8);
    }

    /** Packets both ways after every single write; tells how long the log was when both ends had closed. */
    private static AtomicInteger sendAfterEveryWrite(Fleet fleet, List<LeakWatch> watches) {
        AtomicInteger closedAt = new AtomicInteger(Integer.MAX_VALUE);
        PacketStream stream = fleet.stream(WEB, DB, AddressFamily.IPV4);
        fleet.everyWrite(() -> {
            if (watches.stream().allMatch(LeakWatch::isClosed)) {
                closedAt.compareAndSet(Integer.MAX_VALUE, fleet.network().log().size());
            }
            stream.send();
        });
        return closedAt;
    }

    @Test
    void atEachChangeOfARotationUnderAStream() {
        int crashes = everywhere((crashing, crash) -> {
            try (Fleet fleet = Fleet.of(policy)) {
                fleet.applyEverywhere(policy);
                List<LeakWatch> watches = Shop.watch(fleet, WEB, DB);
                PacketStream stream = fleet.stream(WEB, DB, AddressFamily.IPV4);
                fleet.everyWrite(stream::send);
                fleet.host(crashing).backend().inject(crash);

                fleet.rotate();
                boolean crashed = fleet.host(crashing).isCrashed();
                stream.send();
                recover(fleet, crashing, policy);

                stream.assertAllArrivedOnce();
                watches.forEach(LeakWatch::assertNone);
                Leaks.between(fleet.path(WEB, DB, AddressFamily.IPV4))
                        .assertNone(fleet.network().log());
                return crashed;
            }
        });
        assertThat(crashes).isEqualTo(2 * 3 * 8);
    }

    @Test
    void atEachChangeOfAPolicyThatTakesAnotherCipher() {
        PolicyDocument next = Shop.policy(8, sa -> sa.espProposals(List.of(EspProposal.parse("aes128gcm16"))));
        int crashes = everywhere((crashing, crash) -> {
            try (Fleet fleet = Fleet.of(policy)) {
                fleet.applyEverywhere(policy);
                List<LeakWatch> watches = Shop.watch(fleet, WEB, DB);
                fleet.host(crashing).backend().inject(crash);
                boolean crashed = applyEverywhereUnlessCrashed(fleet, next);
                recover(fleet, crashing, next);
                watches.forEach(LeakWatch::assertNone);
                return crashed;
            }
        });
        assertThat(crashes).isGreaterThanOrEqualTo(2 * 3 * 4);
    }

    @Test
    void atEachChangeOfTheRemovalTheNextRemovalLeavesTheKernelAsItWasFound() {
        int crashes = everywhere((crashing, crash) -> {
            try (Fleet fleet = Fleet.of(policy)) {
                Map<String, List<String>> before = dumps(fleet);
                fleet.applyEverywhere(policy);
                fleet.host(crashing).backend().inject(crash);
                boolean crashed = false;
                for (FleetHost host : fleet.hosts()) {
                    crashed |= removedOrCrashed(host);
                }
                FleetHost host = fleet.host(crashing);
                host.start();
                host.stop(CloseMode.REMOVE);
                assertThat(dumps(fleet)).isEqualTo(before);
                fleet.assertKeysServedOnce();
                return crashed;
            }
        });
        assertThat(crashes).isGreaterThanOrEqualTo(2 * 3 * 8);
    }

    private static boolean removedOrCrashed(FleetHost host) {
        try {
            host.stop(CloseMode.REMOVE);
            return false;
        } catch (SecureConnectException crashed) {
            return true;
        }
    }

    private Map<String, List<String>> dumps(Fleet fleet) {
        Map<String, List<String>> dumps = new TreeMap<>();
        policy.workloads().forEach(w -> dumps.put(w.id(), fleet.kernel(w.id()).dump()));
        return dumps;
    }

    @Test
    void againAndAgainWhileItRecovers() {
        for (int change = 1; change < 12; change++) {
            for (Moment moment : Moment.values()) {
                try (Fleet fleet = Fleet.of(policy)) {
                    List<LeakWatch> watches = Shop.watch(fleet, WEB, DB);
                    for (int attempt = 0; attempt < 12; attempt++) {
                        fleet.host(WEB).restart();
                        fleet.host(WEB).backend().inject(new Crash(change, moment));
                        applyEverywhereUnlessCrashed(fleet, policy);
                    }
                    recover(fleet, WEB, policy, LONGEST_PAUSE);
                    watches.forEach(LeakWatch::assertNone);
                }
            }
        }
    }

    @Test
    void whileItIsDownItsKernelGoesOnCarryingAndBlocking() {
        try (Fleet fleet = Fleet.of(policy)) {
            fleet.applyEverywhere(policy);
            fleet.host(WEB).backend().inject(new Crash(1, Moment.BEFORE));
            fleet.rotate();
            assertThat(fleet.host(WEB).isCrashed()).isTrue();
            PacketStream encrypted = fleet.stream(WEB, DB, AddressFamily.IPV6);
            PacketStream blocked = fleet.stream(WEB, "old1", AddressFamily.IPV4);
            encrypted.send();
            blocked.send();
            encrypted.assertAllArrivedOnce();
            assertThat(blocked.lost()).hasSize(2);
            assertThat(fleet.kernel(WEB).counter(XfrmCounter.OUT_POL_BLOCK)).isEqualTo(1);
        }
    }

    /** What an orchestrator does when a host does not answer: it goes on with the others. */
    private static boolean applyEverywhereUnlessCrashed(Fleet fleet, PolicyDocument policy) {
        try {
            for (FleetHost host : fleet.hosts()) {
                if (!host.isRunning()) {
                    host.start();
                }
                try {
                    host.apply(policy);
                } catch (SecureConnectException e) {
                    if (!host.isCrashed()) {
                        throw e;
                    }
                }
            }
            fleet.giveOutKeys(policy);
            fleet.settle();
        } finally {
            fleet.assertKeysServedOnce();
        }
        return fleet.hosts().stream().anyMatch(FleetHost::isCrashed);
    }

    /** A new process on the same kernel, and everything as if nothing had happened. */
    private static void recover(Fleet fleet, String crashed, PolicyDocument policy) {
        recover(fleet, crashed, policy, Duration.ZERO);
    }

    private static void recover(Fleet fleet, String crashed, PolicyDocument policy, Duration patience) {
        fleet.host(crashed).restart();
        fleet.host(crashed).apply(policy);
        fleet.advance(patience);
        Shop.assertConverged(fleet);
        for (AddressFamily family : AddressFamily.values()) {
            PacketStream stream = fleet.stream(WEB, DB, family);
            stream.send();
            stream.assertAllArrivedOnce();
        }
        assertThat(fleet.host(crashed).apply(policy).written())
                .as("changes of a second apply")
                .isZero();
    }
}
