package io.secureconnect.windows.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.spi.IpsecBackend;
import io.secureconnect.testkit.time.SeededRandom;
import io.secureconnect.windows.backend.ModelBackends;
import io.secureconnect.windows.backend.WindowsBackendOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/**
 * V4: whatever is asked of the Windows backend in whatever order, and at whichever of its calls the process dies, no packet of a
 * path that is to be encrypted or discarded leaves or gets in in clear, for IPv4 and IPv6, whether the transport layers see ESP
 * or not; one reconciliation later there is all that is wanted and nothing else of ours; the objects of others are as they were.
 */
@Tag("rung-V4")
@Tag("slow")
class ModelBackendPropertyTest {
    private static final int TIMEOUT = Refusal.TIMEOUT.code();

    /** One run of a backend's life. */
    record Story(List<ModelStep> steps, long seed, boolean persistent, boolean espAtTransport) {
        ModelLife begin() {
            return begin(OptionalInt.of(0));
        }

        ModelLife begin(OptionalInt permissive) {
            WindowsHost host = WindowsHost.builder("host")
                    .random(new SeededRandom(seed))
                    .espAtTransport(espAtTransport)
                    .build();
            return new ModelLife(host, seed, ModelBackendPropertyTest::backend, persistent, permissive);
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void nothingLeaksWhileABackendLives(@ForAll("stories") Story story) {
        ModelLife life = story.begin();
        story.steps.forEach(life::run);
        life.reconcile();
        life.end();
    }

    @Property(tries = 25, edgeCases = EdgeCasesMode.NONE)
    void nothingLeaksWhereverTheProcessDiesAndOneReconciliationSettlesIt(@ForAll("stories") Story story) {
        for (int dying = 0; dying < story.steps.size(); dying++) {
            int write = 1;
            while (diesAndRecovers(story, dying, write)) {
                write++;
            }
        }
    }

    @Property(tries = 10, edgeCases = EdgeCasesMode.NONE)
    void nothingLeaksWhicheverCallIsRefusedAndOneReconciliationSettlesIt(@ForAll("stories") Story story) {
        for (int refused = 0; refused < story.steps.size(); refused++) {
            meetsEveryRefusal(story, refused);
        }
    }

    private static void meetsEveryRefusal(Story story, int refused) {
        for (int write = 1; write < 40; write++) {
            ModelLife life = story.begin();
            story.steps.subList(0, refused).forEach(life::run);
            if (!life.meetsRefusal(story.steps.get(refused), write, TIMEOUT)) {
                break;
            }
            life.recover(story.steps.get(refused));
            life.end();
        }
    }

    /**
     * Nobody ends the SAs of a dead process but Windows; then the soft block of its callout is all there is. It stands although
     * another program permits these packets, because our callout is in the last sublayer.
     */
    @Example
    void nothingLeaksWhenTheSasOfADeadProcessEnd() {
        outliveADeadProcess(OptionalInt.empty())
                .forEach(life -> assertThat(life.leaks()).as("packets in clear").isZero());
        outliveADeadProcess(OptionalInt.of(1))
                .forEach(life -> assertThat(life.leaks()).as("packets in clear").isZero());
    }

    /**
     * What is left: a sublayer of another program that is as light as our last one, and asked after it. In which order Windows asks
     * two of one weight is not documented.
     */
    @Example
    void theSoftBlockThatADeadProcessLeavesYieldsToAPermitInASubLayerAsLightAsOurs() {
        outliveADeadProcess(OptionalInt.of(0))
                .forEach(life -> assertThat(life.leaks()).as("packets in clear").isPositive());
    }

    private static List<ModelLife> outliveADeadProcess(OptionalInt permissive) {
        List<ModelLife> lives = new ArrayList<>();
        for (boolean persistent : new boolean[] {true, false}) {
            for (int path = 0; path < ModelLife.PATHS.size(); path++) {
                ModelLife life = new Story(List.of(), path, persistent, false).begin(permissive);
                life.run(new ModelStep(ModelStep.Kind.ENCRYPT, path));
                life.run(new ModelStep(ModelStep.Kind.INSTALL, path));
                life.host.crash();
                life.host.clock().advance(Duration.ofDays(3));
                lives.add(life);
            }
        }
        return lives;
    }

    /** The inbound SA goes while its outbound partner sends, and every call of that is refused once. */
    @Example
    void nothingLeaksWhenARemovalFailsAfterItTookTheOutboundSa() {
        List<ModelStep> steps = List.of(
                new ModelStep(ModelStep.Kind.ENCRYPT, 0),
                new ModelStep(ModelStep.Kind.INSTALL, 0),
                new ModelStep(ModelStep.Kind.REMOVE_INBOUND, 0));
        meetsEveryRefusal(new Story(steps, 0, false, false), 2);
    }

    private static boolean diesAndRecovers(Story story, int dying, int write) {
        ModelLife life = story.begin();
        story.steps.subList(0, dying).forEach(life::run);
        if (!life.dies(story.steps.get(dying), write)) {
            return false;
        }
        if (write % 2 == 0) {
            life.diesRecovering(1 + (int) (story.seed + write) % 7);
        }
        life.begin();
        life.end();
        return true;
    }

    private static IpsecBackend backend(WindowsHost host, boolean persistent) {
        return ModelBackends.open(host, WindowsBackendOptions.STANDARD.withPersistentBlocks(persistent));
    }

    @Provide
    Arbitrary<Story> stories() {
        Arbitrary<ModelStep> anything = Combinators.combine(
                        Arbitraries.of(ModelStep.Kind.class),
                        Arbitraries.integers().between(0, 2))
                .as(ModelStep::new);
        Arbitrary<ModelStep> keying = Combinators.combine(
                        Arbitraries.of(
                                ModelStep.Kind.ENCRYPT,
                                ModelStep.Kind.RESERVE,
                                ModelStep.Kind.INSTALL,
                                ModelStep.Kind.REKEY),
                        Arbitraries.integers().between(0, 2))
                .as(ModelStep::new);
        Arbitrary<List<ModelStep>> prologue = Arbitraries.integers()
                .between(0, 2)
                .map(path -> List.of(
                        new ModelStep(ModelStep.Kind.ENCRYPT, path), new ModelStep(ModelStep.Kind.INSTALL, path)));
        Arbitrary<List<ModelStep>> steps = Combinators.combine(
                        Arbitraries.oneOf(prologue, Arbitraries.just(List.<ModelStep>of())),
                        Arbitraries.oneOf(anything, keying).list().ofMinSize(1).ofMaxSize(7))
                .as((first, then) -> {
                    List<ModelStep> all = new ArrayList<>(first);
                    all.addAll(then);
                    return List.copyOf(all);
                });
        return Combinators.combine(
                        steps,
                        Arbitraries.longs().between(0, 1_000_000),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as(Story::new);
    }
}
