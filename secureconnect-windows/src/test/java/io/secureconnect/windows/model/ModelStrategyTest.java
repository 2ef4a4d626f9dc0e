package io.secureconnect.windows.model;

import static io.secureconnect.windows.model.Script.HEAVY;
import static io.secureconnect.windows.model.Script.LIGHT;
import static io.secureconnect.windows.model.Script.bundle;
import static io.secureconnect.windows.model.Script.filter;
import static io.secureconnect.windows.model.Script.key;
import static io.secureconnect.windows.model.Script.open;
import static io.secureconnect.windows.model.Script.openDynamic;
import static io.secureconnect.windows.model.Script.packet;
import static io.secureconnect.windows.model.Script.prepared;
import static io.secureconnect.windows.model.Script.request;
import static io.secureconnect.windows.model.Script.traffic;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.wfp.FilterCondition;
import io.secureconnect.windows.wfp.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * V4: the model finds leaks. Three ways to protect a path and to end it, each let run through and killed before every write:
 * filters that come with the SA and go with it leak in between; blocks that come first and go last leak only if the death of
 * the process takes them.
 */
@Tag("rung-V4")
class ModelStrategyTest {
    private static final FilterCondition NOT_SECURED = new FilterCondition(
            Field.FLAGS.key(), FilterCondition.MATCH_FLAGS_NONE_SET, Value.Number.u32(Field.IS_IPSEC_SECURED));

    static List<HostPair> paths() {
        return List.of(Script.PATH_V4, Script.PATH_V6);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void filtersThatComeAndGoWithTheSaLeak(HostPair path) {
        Run run = run(path, ModelStrategyTest::withTheSa);
        assertThat(run.leaksWhileProtected).isPositive();
        assertThat(run.leakingCrashes).isPositive();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void blocksOfADynamicSessionLeakAfterACrash(HostPair path) {
        Run run = run(path, protection -> blocksFirst(protection, openDynamic(protection.host)));
        assertThat(run.leaksWhileProtected).isZero();
        assertThat(run.leakingCrashes)
                .as("wherever no callout filter blocks in their place")
                .isPositive();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void staticBlocksThatComeFirstAndGoLastNeverLeak(HostPair path) {
        Run run = run(path, protection -> blocksFirst(protection, open(protection.host)));
        assertThat(run.crashes).isGreaterThan(8);
        assertThat(run.leaksWhileProtected).isZero();
        assertThat(run.leakingCrashes).isZero();
    }

    /** What came of it. @param crashes while the path was to be encrypted */
    private record Run(int leaksWhileProtected, int crashes, int leakingCrashes) {}

    /** One run on one host. From {@link #begin} to {@link #end} the policy says "encrypt". */
    private static final class Protection {
        private final WindowsHost host = WindowsHost.named("host");
        private final HostPair path;
        private final List<String> leaks = new ArrayList<>();
        private boolean demanded;
        private int firstWrite;
        private int lastWrite;

        Protection(HostPair path) {
            this.path = path;
            host.observe(() -> {
                if (demanded && leaks()) {
                    leaks.add("after write " + host.writes());
                }
            });
        }

        void begin() {
            demanded = true;
            firstWrite = host.writes() + 1;
        }

        void end() {
            demanded = false;
            lastWrite = host.writes();
        }

        boolean leaks() {
            return host.sendsInClear(packet(path, Direction.OUTBOUND))
                    || host.acceptsInClear(packet(path, Direction.INBOUND));
        }
    }

    private static Run run(HostPair path, Consumer<Protection> strategy) {
        Protection whole = new Protection(path);
        strategy.accept(whole);
        int crashes = 0;
        int leaking = 0;
        for (int write = whole.firstWrite; write <= whole.lastWrite; write++) {
            Protection killed = new Protection(path);
            killed.host.crashBefore(write);
            try {
                strategy.accept(killed);
                throw new AssertionError("nothing died before write " + write);
            } catch (ProcessDeath expected) {
                crashes++;
                leaking += killed.leaks() ? 1 : 0;
            }
        }
        return new Run(whole.leaks.size(), crashes, leaking);
    }

    /** Callout filters and SAs are all there is, and they go as they came. */
    private static void withTheSa(Protection protection) {
        FilterEngine engine = prepared(open(protection.host), 0);
        protection.begin();
        long context = secure(protection, engine, LIGHT);
        engine.deleteSaContext(context);
        engine.deleteFilter(key(20));
        engine.deleteFilter(key(21));
        protection.end();
    }

    /** Both blocks in one transaction before anything else; what makes ESP comes and goes under them. */
    private static void blocksFirst(Protection protection, FilterEngine blocks) {
        prepared(blocks, 0);
        FilterEngine engine = open(protection.host);
        blocks.begin();
        blocks.add(filter(Direction.OUTBOUND, protection.path)
                .key(key(30))
                .range(1)
                .done());
        blocks.add(
                filter(Direction.INBOUND, protection.path).key(key(31)).range(1).done());
        blocks.add(filter(Direction.INBOUND, protection.path)
                .key(key(32))
                .in(HEAVY)
                .when(NOT_SECURED)
                .done());
        blocks.commit();
        protection.begin();
        engine.add(Script.provider(key(40), 0));
        engine.add(Script.subLayerOf(key(40), key(41), 150));
        long context = secure(protection, engine, key(41));
        engine.deleteSaContext(context);
        engine.deleteFilter(key(20));
        engine.deleteFilter(key(21));
        engine.deleteSubLayer(key(41));
        engine.deleteProvider(key(40));
        protection.end();
        blocks.begin();
        blocks.deleteFilter(key(30));
        blocks.deleteFilter(key(31));
        blocks.deleteFilter(key(32));
        blocks.commit();
    }

    private static long secure(Protection protection, FilterEngine engine, Guid subLayer) {
        HostPair path = protection.path;
        long in = engine.add(filter(Direction.INBOUND, path)
                .key(key(21))
                .in(subLayer)
                .of(subLayer.equals(LIGHT) ? Script.PROVIDER : key(40))
                .range(8)
                .callout(0)
                .done());
        long out = engine.add(filter(Direction.OUTBOUND, path)
                .key(key(20))
                .in(subLayer)
                .of(subLayer.equals(LIGHT) ? Script.PROVIDER : key(40))
                .range(8)
                .callout(2)
                .done());
        long context = engine.createSaContext(traffic(path, out));
        int spi = engine.spi(context, request(path, in));
        engine.addInbound(context, bundle(path, spi, 1, 0));
        engine.addOutbound(context, bundle(path, 0x1000, 2, 0));
        return context;
    }
}
