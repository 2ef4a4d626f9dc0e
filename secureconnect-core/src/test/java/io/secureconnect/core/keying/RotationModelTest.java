package io.secureconnect.core.keying;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.keying.KeyedPath;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.spi.BackendEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Two hosts and a distributor, and everything between them goes wrong: messages are lost, doubled and reordered, agents die at
 * any point, machines start again, kernels refuse, the distributor comes back with an old state. The rules hold at every step,
 * and when the trouble ends one generation is left.
 */
class RotationModelTest {
    private static final long SEED = 20300101;

    private TestFleet fleet;
    private FleetRules rules;
    private List<String> saved;

    /** What may happen; {@code pick} says where. */
    enum Happening {
        DELIVER_INSTRUCTION,
        DELIVER_INSTRUCTION_TWICE,
        LOSE_INSTRUCTION,
        DELIVER_REPORT,
        DELIVER_REPORT_TWICE,
        LOSE_REPORT,
        SEND_OUTSTANDING,
        ROTATE,
        TIME_PASSES,
        AGENT_RESTARTS,
        AGENT_WILL_DIE,
        MACHINE_RESTARTS,
        SA_DIES_OF_AGE,
        KERNEL_WILL_REFUSE,
        PACKET_WAITS,
        HOST_LOOKS_AGAIN,
        POLICY_CHANGES_ON_A_HOST,
        POLICY_CHANGES_AT_THE_DISTRIBUTOR,
        DISTRIBUTOR_SAVES,
        DISTRIBUTOR_RESTARTS,
        DISTRIBUTOR_RESTARTS_WITH_AN_OLD_STATE,
        CALM
    }

    /** One thing that happens. */
    record Step(Happening happening, int pick) {}

    @Provide
    Arbitrary<List<Step>> trouble() {
        Arbitrary<Happening> often = Arbitraries.of(
                Happening.DELIVER_INSTRUCTION,
                Happening.DELIVER_REPORT,
                Happening.DELIVER_INSTRUCTION_TWICE,
                Happening.DELIVER_REPORT_TWICE,
                Happening.SEND_OUTSTANDING);
        Arbitrary<Happening> any = Arbitraries.of(Happening.class);
        Arbitrary<Step> step = Combinators.combine(
                        Arbitraries.frequencyOf(Tuple.of(3, often), Tuple.of(2, any)),
                        Arbitraries.integers().between(0, 1 << 20))
                .as(Step::new);
        return step.list().ofMinSize(20).ofMaxSize(150);
    }

    @Property(tries = 1500, seed = "" + SEED)
    void rules_hold_at_every_step_and_one_generation_is_left_in_the_end(
            @ForAll("trouble") List<Step> steps, @ForAll long seed) {
        fleet = new TestFleet(seed, new OpenSealing());
        rules = new FleetRules(fleet);
        saved = new ArrayList<>();
        fleet.wanting(variant(0));
        saved.add(fleet.distributor.save());
        for (Step step : steps) {
            happen(step);
            rules.check();
        }
        becomeReliable();
        rules.checkConverged();
    }

    private void happen(Step step) {
        TestHost host = step.pick() % 2 == 0 ? fleet.db() : fleet.web();
        int pick = step.pick() / 2;
        switch (step.happening()) {
            case DELIVER_INSTRUCTION:
                take(fleet.toHosts, pick, true).forEach(fleet::deliver);
                break;
            case DELIVER_INSTRUCTION_TWICE:
                take(fleet.toHosts, pick, false).forEach(fleet::deliver);
                break;
            case LOSE_INSTRUCTION:
                take(fleet.toHosts, pick, true);
                break;
            case DELIVER_REPORT:
                take(fleet.toDistributor, pick, true).forEach(fleet::deliver);
                break;
            case DELIVER_REPORT_TWICE:
                take(fleet.toDistributor, pick, false).forEach(fleet::deliver);
                break;
            case LOSE_REPORT:
                take(fleet.toDistributor, pick, true);
                break;
            case SEND_OUTSTANDING:
                fleet.send(fleet.distributor.outstanding(host.workload()));
                break;
            case ROTATE:
                fleet.send(fleet.distributor.rotate(fleet.now));
                break;
            case TIME_PASSES:
                fleet.now = fleet.now.plus(Duration.ofSeconds(1L << pick % 12));
                fleet.send(fleet.distributor.tick(fleet.now));
                break;
            case AGENT_RESTARTS:
                host.restart(fleet.now);
                break;
            case AGENT_WILL_DIE:
                host.killAfter(pick % 7);
                break;
            case MACHINE_RESTARTS:
                host.reboot(fleet.now);
                break;
            case SA_DIES_OF_AGE:
                dieOfAge(host, pick);
                break;
            case KERNEL_WILL_REFUSE:
                host.kernel().refuseNext(pick % 2 == 0 ? ErrorCode.SPI_IN_USE : ErrorCode.KERNEL_REFUSED);
                break;
            case PACKET_WAITS:
                host.event(new BackendEvent.Acquire(pathOf(host)), fleet.now);
                break;
            case HOST_LOOKS_AGAIN:
                host.synchronize(fleet.now);
                break;
            case POLICY_CHANGES_ON_A_HOST:
                host.want(Map.of(pathOf(host), variant(pick).parameters()), fleet.now);
                break;
            case POLICY_CHANGES_AT_THE_DISTRIBUTOR:
                fleet.send(fleet.distributor.want(List.of(variant(pick)), fleet.now));
                break;
            case DISTRIBUTOR_SAVES:
                saved.add(fleet.distributor.save());
                break;
            case DISTRIBUTOR_RESTARTS:
                fleet.restartDistributor(fleet.distributor.save());
                break;
            case DISTRIBUTOR_RESTARTS_WITH_AN_OLD_STATE:
                fleet.restartDistributor(saved.get(pick % saved.size()));
                break;
            case CALM:
                settle();
                break;
        }
    }

    private void dieOfAge(TestHost host, int pick) {
        List<SaId> sas = new ArrayList<>(host.kernel().sas(pathOf(host), Direction.INBOUND));
        sas.addAll(host.kernel().sas(pathOf(host), Direction.OUTBOUND));
        if (!sas.isEmpty()) {
            SaId dead = sas.get(pick % sas.size());
            host.kernel().lose(dead);
            host.event(new BackendEvent.Expired(dead, true), fleet.now);
        }
    }

    /** Everything arrives, in order; hosts look at their kernel every minute, as the runtime does. */
    private void becomeReliable() {
        KeyedPath last = variant(0);
        for (TestHost host : fleet.hosts.values()) {
            host.killAfter(-1);
            host.kernel().refuseNext(null);
            host.want(Map.of(pathOf(host), last.parameters()), fleet.now);
        }
        fleet.send(fleet.distributor.want(List.of(last), fleet.now));
        for (int minute = 0; minute < 20; minute++) {
            settle();
            fleet.now = fleet.now.plus(Duration.ofMinutes(1));
            fleet.send(fleet.distributor.tick(fleet.now));
            fleet.hosts.values().forEach(host -> {
                fleet.send(fleet.distributor.outstanding(host.workload()));
                host.synchronize(fleet.now);
            });
        }
        settle();
    }

    private void settle() {
        while (!fleet.toHosts.isEmpty() || !fleet.toDistributor.isEmpty()) {
            if (!fleet.toHosts.isEmpty()) {
                fleet.deliver(fleet.toHosts.remove(0));
            } else {
                fleet.deliver(fleet.toDistributor.remove(0));
            }
            rules.check();
        }
    }

    /** One in so many, gone from {@code list} if {@code remove}. */
    private static <T> List<T> take(List<T> list, int pick, boolean remove) {
        if (list.isEmpty()) {
            return List.of();
        }
        int index = pick % list.size();
        return List.of(remove ? list.remove(index) : list.get(index));
    }

    private static HostPair pathOf(TestHost host) {
        return TestFleet.PATH.seenBy(host.workload());
    }

    /** The path with one of two sets of parameters. */
    private static KeyedPath variant(int pick) {
        return pick % 2 == 0
                ? TestFleet.PATH
                : TestFleet.path(EspParameters.builder().replayWindow(256).build());
    }
}
