package io.secureconnect.windows.jna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Pointer;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.engine.Subscription;
import io.secureconnect.windows.engine.WfpError;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.fake.FakeLibrary;
import io.secureconnect.windows.fake.KeptArenas;
import io.secureconnect.windows.wfp.DisplayData;
import io.secureconnect.windows.wfp.FilterEnumTemplate;
import io.secureconnect.windows.wfp.Layers;
import io.secureconnect.windows.wfp.Sa;
import io.secureconnect.windows.wfp.SaBundle;
import io.secureconnect.windows.wfp.SaContextChange;
import io.secureconnect.windows.wfp.SaLimits;
import io.secureconnect.windows.wfp.Session;
import io.secureconnect.windows.wfp.Traffic;
import io.secureconnect.windows.wfp.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of memory, handles, errors and threads when C is called; what C sees is rung V2's business. */
@Tag("rung-V2")
class NativeFilterEngineTest {
    private static final Guid KEY = Guid.parse("{00112233-4455-6677-8899-AABBCCDDEEFF}");

    private final KeptArenas arenas = new KeptArenas();
    private FakeLibrary fake;
    private FilterEngine engine;

    @BeforeEach
    void open() {
        fake = FakeLibrary.load();
        engine = Fwpuclnt.at(fake.path(), arenas).open(Session.named(DisplayData.of("test", ""), 0));
    }

    @AfterEach
    void everythingIsGivenBack() {
        engine.close();
        assertThat(fake.liveHandles()).as("handles").isZero();
        assertThat(fake.liveBlocks()).as("blocks of Windows").isZero();
        assertThat(fake.doubleFrees()).as("blocks given back twice").isZero();
        assertThat(arenas.blocks()).as("blocks of ours").isPositive();
        assertThat(arenas.inUse()).as("blocks of ours that were kept").isZero();
        assertThat(arenas.octetsLeft()).as("octets left in them").isZero();
        arenas.forget();
        fake.reset();
    }

    private static void failsWith(WfpError error, String call, Runnable calls) {
        assertThatThrownBy(calls::run).isInstanceOfSatisfying(WfpException.class, e -> {
            assertThat(e.is(error)).isTrue();
            assertThat(e.call()).isEqualTo(call);
        });
    }

    @Nested
    class Finding {
        static Stream<Arguments> whatIsFound() {
            return Stream.of(
                    found("FwpmProviderGetByKey0", WfpError.FWP_E_PROVIDER_NOT_FOUND, e -> e.provider(KEY)),
                    found("FwpmSubLayerGetByKey0", WfpError.FWP_E_SUBLAYER_NOT_FOUND, e -> e.subLayer(KEY)),
                    found("FwpmFilterGetByKey0", WfpError.FWP_E_FILTER_NOT_FOUND, e -> e.filter(KEY)),
                    found("FwpmFilterGetById0", WfpError.FWP_E_FILTER_NOT_FOUND, e -> e.filter(7)),
                    found("IPsecSaContextGetById1", WfpError.FWP_E_NOT_FOUND, e -> e.saContext(7)));
        }

        private static Arguments found(String call, WfpError none, Function<FilterEngine, Optional<?>> finding) {
            return Arguments.of(call, none, finding);
        }

        @ParameterizedTest
        @MethodSource("whatIsFound")
        void nothingIsNoError(String call, WfpError none, Function<FilterEngine, Optional<?>> finding) {
            assertThat(finding.apply(engine)).isPresent();
            for (WfpError error : List.of(none, WfpError.FWP_E_NOT_FOUND)) {
                fake.fail(call, 1, error.code());
                assertThat(finding.apply(engine)).isEmpty();
            }
        }

        @ParameterizedTest
        @MethodSource("whatIsFound")
        void anErrorIsOne(String call, WfpError none, Function<FilterEngine, Optional<?>> finding) {
            fake.fail(call, 1, WfpError.ERROR_ACCESS_DENIED.code());
            failsWith(WfpError.ERROR_ACCESS_DENIED, call, () -> finding.apply(engine));
        }
    }

    @Nested
    class Enumerating {
        @ParameterizedTest
        @ValueSource(ints = {0, 1, Enumeration.AT_ONCE - 1, Enumeration.AT_ONCE, 2 * Enumeration.AT_ONCE + 3})
        void goesOnToTheEnd(int all) {
            Entries entries = new Entries(all);
            fake.plug(entries);
            assertThat(engine.saContexts())
                    .extracting("saContextId")
                    .hasSize(all)
                    .doesNotHaveDuplicates();
            assertThat(entries.destroyed).isTrue();
        }

        @Test
        void aFailureInTheMiddleClosesTheHandle() {
            fake.fail("FwpmFilterEnum0", 1, WfpError.RPC_S_CALL_FAILED.code());
            failsWith(
                    WfpError.RPC_S_CALL_FAILED,
                    "FwpmFilterEnum0",
                    () -> engine.filters(FilterEnumTemplate.ofLayer(Layers.INBOUND_TRANSPORT_V4)));
            assertThat(fake.liveHandles()).as("the engine's").isEqualTo(1);
        }

        @Test
        void whatCannotBeReadIsGivenBackAllTheSame() {
            Entries entries = new Entries(1);
            entries.inboundSas = -1;
            fake.plug(entries);
            assertThatThrownBy(engine::saContexts)
                    .isInstanceOfSatisfying(
                            SecureConnectException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.KERNEL_PROTOCOL))
                    .hasMessageContaining("IPsecSaContextEnum1")
                    .hasMessageContaining("numSAs: 4294967295");
            assertThat(entries.destroyed).isTrue();
        }
    }

    /** So many SA contexts, of which the first may have an inbound SA. */
    private final class Entries implements FakeLibrary.Plug {
        private final int all;
        private int given;
        private int inboundSas;
        private boolean destroyed;

        Entries(int all) {
            this.all = all;
        }

        @Override
        public int call(int function, Pointer arguments) {
            if (function == fake.number("IPsecSaContextCreateEnumHandle0")) {
                arguments.getPointer(16).setLong(0, 99);
            } else if (function == fake.number("IPsecSaContextEnum1")) {
                give(Math.min(all - given, arguments.getInt(16)), arguments);
            } else if (function == fake.number("IPsecSaContextDestroyEnumHandle0")) {
                destroyed = true;
            } else if (function != fake.number("FwpmEngineClose0")) {
                return WfpError.ERROR_NOT_SUPPORTED.code();
            }
            return 0;
        }

        private void give(int count, Pointer arguments) {
            Pointer array = fake.allocate(count * 32L + 512);
            for (int i = 0; i < count; i++) {
                Pointer entry = array.share(count * 8L + i * 24L);
                entry.setLong(0, ++given);
                array.setPointer(i * 8L, entry);
            }
            if (count > 0 && inboundSas != 0) {
                Pointer details = array.share(count * 32L);
                array.getPointer(0).setPointer(8, details);
                details.setInt(80 + 40, inboundSas); // saBundle.numSAs
                details.setPointer(80 + 48, details);
            }
            arguments.getPointer(24).setPointer(0, array);
            arguments.getPointer(32).setInt(0, count);
        }
    }

    @Nested
    class Keys {
        private final SaBundle bundle = new SaBundle(
                0,
                new SaLimits(3600, 0, 0),
                1,
                List.of(Sa.esp(7, new Sa.Transforms(new Transform(3, 6, key()), new Transform(3, 3, key())))),
                0,
                0,
                0);

        private Optional<SecretBytes> key() {
            return Optional.of(SecretBytes.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
        }

        private void areGone() {
            assertThat(fake.keys()).hasSize(2);
            assertThat(fake.keys())
                    .allSatisfy(key -> assertThat(key.address().getByteArray(0, key.octets()))
                            .isEqualTo(new byte[8]));
        }

        @Test
        void areGoneAfterTheCall() {
            engine.addInbound(1, bundle);
            areGone();
        }

        @Test
        void areGoneAfterACallThatFails() {
            fake.fail("IPsecSaContextAddOutbound1", 1, WfpError.FWP_E_INCOMPATIBLE_SA_STATE.code());
            failsWith(
                    WfpError.FWP_E_INCOMPATIBLE_SA_STATE,
                    "IPsecSaContextAddOutbound1",
                    () -> engine.addOutbound(1, bundle));
            areGone();
        }

        @Test
        void areGoneIfTheArgumentsCannotBeWritten() {
            SaBundle wrong = new SaBundle(
                    0,
                    new SaLimits(3600, 0, 0),
                    1,
                    List.of(Sa.esp(7, new Sa.Transforms(new Transform(3, 6, key()), new Transform(3, 256, key())))),
                    0,
                    0,
                    0);
            assertThatThrownBy(() -> engine.addInbound(1, wrong)).hasMessage("authConfig: 256 does not fit");
        }
    }

    @Nested
    class Listening {
        private final List<SaContextChange> heard = new CopyOnWriteArrayList<>();

        private int fire() {
            return fake.fireSaChange(SaContextChange.ADD, 5, true);
        }

        @Test
        void hearsOnForeignThreadsThatKeepNobodyAlive() {
            List<Thread> threads = new CopyOnWriteArrayList<>();
            Subscription subscription = engine.onSaChanges(change -> {
                heard.add(change);
                threads.add(Thread.currentThread());
            });
            System.gc(); // what Windows may call must not be collected
            assertThat(fire()).isEqualTo(1);
            assertThat(fire()).isEqualTo(1);
            subscription.close();
            assertThat(heard)
                    .containsOnly(new SaContextChange(SaContextChange.ADD, 5))
                    .hasSize(2);
            assertThat(threads).doesNotContain(Thread.currentThread()).allMatch(Thread::isDaemon);
        }

        @Test
        void whatAListenerThrowsEndsThere() {
            engine.onSaChanges(change -> {
                heard.add(change);
                throw new AssertionError("a listener's bug; this test wants it in the log");
            });
            assertThat(fire()).isEqualTo(1);
            assertThat(fire()).isEqualTo(1);
            assertThat(heard).hasSize(2);
        }

        @Test
        void hearsNothingMoreOnceClosed() {
            Subscription subscription = engine.onSaChanges(heard::add);
            subscription.close();
            subscription.close();
            assertThat(fire()).isZero();
            assertThat(heard).isEmpty();
        }

        @Test
        void endsWithTheSession() {
            engine.onSaChanges(heard::add);
            engine.onNetEvents(event -> heard.clear());
            engine.onFilterChanges(event -> heard.clear());
            assertThat(fake.liveHandles()).isEqualTo(4);
            engine.close();
            assertThat(fake.liveHandles()).isZero();
            assertThat(fire()).isZero();
        }

        @Test
        void allThatCanBeEndedIsEnded() {
            engine.onSaChanges(heard::add);
            engine.onNetEvents(event -> heard.clear());
            fake.fail("IPsecSaContextUnsubscribe0", 1, WfpError.RPC_S_CALL_FAILED.code());
            failsWith(WfpError.RPC_S_CALL_FAILED, "IPsecSaContextUnsubscribe0", engine::close);
            assertThat(fake.liveHandles()).as("the one that Windows kept").isEqualTo(1);
            System.gc();
            assertThat(fire())
                    .as("Windows calls on, and there is somebody to call")
                    .isEqualTo(1);
            assertThat(heard).hasSize(1);
            fake.reset();
        }

        @Test
        void aRefusedSubscriptionLeavesNothing() {
            fake.fail("FwpmNetEventSubscribe0", 1, WfpError.FWP_E_NET_EVENTS_DISABLED.code());
            failsWith(
                    WfpError.FWP_E_NET_EVENTS_DISABLED,
                    "FwpmNetEventSubscribe0",
                    () -> engine.onNetEvents(event -> heard.clear()));
        }

        @Test
        void readsEventsOfEveryType() {
            List<Object> payloads = new CopyOnWriteArrayList<>();
            engine.onNetEvents(event -> payloads.add(event.payload().getClass()));
            assertThat(fake.fireSamples(true)).isPositive();
            assertThat(payloads).hasSizeGreaterThan(5);
        }
    }

    @Nested
    class Closing {
        @Test
        void aSecondTimeDoesNothing() {
            engine.close();
            engine.close();
        }

        @Test
        void leavesNothingToBeCalled() {
            engine.close();
            List<Consumer<FilterEngine>> calls = new ArrayList<>(List.of(
                    FilterEngine::begin,
                    FilterEngine::saContexts,
                    FilterEngine::statistics,
                    e -> e.provider(KEY),
                    e -> e.deleteFilter(KEY),
                    e -> e.onSaChanges(change -> {}),
                    e -> e.createSaContext(
                            Traffic.transport(IpAddress.parse("192.0.2.1"), IpAddress.parse("192.0.2.2"), 1))));
            assertThat(calls)
                    .allSatisfy(call -> assertThatThrownBy(() -> call.accept(engine))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessage("this session with the filter engine is closed; open another"));
        }

        @Test
        void failsAloudAndOnce() {
            fake.fail("FwpmEngineClose0", 1, WfpError.RPC_S_CALL_FAILED.code());
            failsWith(WfpError.RPC_S_CALL_FAILED, "FwpmEngineClose0", engine::close);
            engine.close();
            fake.reset();
        }
    }
}
