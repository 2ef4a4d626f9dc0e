package io.secureconnect.windows.fake;

import com.sun.jna.Pointer;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.windows.abi.Abi;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.NativeArena;
import io.secureconnect.windows.abi.Struct;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.engine.Subscription;
import io.secureconnect.windows.engine.WfpError;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.model.WindowsHost;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.FilterEnumTemplate;
import io.secureconnect.windows.wfp.IkeSaDetails;
import io.secureconnect.windows.wfp.IpsecStatistics;
import io.secureconnect.windows.wfp.NetEvent;
import io.secureconnect.windows.wfp.Provider;
import io.secureconnect.windows.wfp.ProviderContext;
import io.secureconnect.windows.wfp.Sa;
import io.secureconnect.windows.wfp.SaBundle;
import io.secureconnect.windows.wfp.SaContext;
import io.secureconnect.windows.wfp.Session;
import io.secureconnect.windows.wfp.SpiRequest;
import io.secureconnect.windows.wfp.SubLayer;
import io.secureconnect.windows.wfp.Traffic;
import io.secureconnect.windows.wfp.Value;
import io.secureconnect.windows.wfp.Values;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * The fake library with a modelled Windows behind it: what C is called with is read, asked of the model, and the answer written
 * where C's caller looks for it. For one host, and one process of it at a time.
 */
public final class PluggedModel implements FakeLibrary.Plug {
    private final FakeLibrary fake;
    private final WindowsHost host;
    private final GivenMemory memory;
    private final Map<Integer, Answer> answers = new HashMap<>();
    private final Map<Long, FilterEngine> engines = new HashMap<>();
    private final Map<Long, Queue<?>> enumerations = new HashMap<>();
    private final Map<Long, Heard> subscriptions = new HashMap<>();
    private final List<Throwable> bugs = new ArrayList<>();
    private long lastHandle = 0x5ec0_0000_0000_0000L;
    private int lostFunction = -1;
    private int untilLost;
    private boolean foreignThreads = true;

    private PluggedModel(FakeLibrary fake, WindowsHost host) {
        this.fake = fake;
        this.host = host;
        this.memory = new GivenMemory(fake);
        sessions();
        objects();
        securityAssociations();
        keying();
        events();
    }

    /** Puts a model behind the library, until it is reset. */
    public static PluggedModel plug(FakeLibrary fake, WindowsHost host) {
        PluggedModel model = new PluggedModel(fake, host);
        fake.plug(model);
        return model;
    }

    /** Tells of events on the thread that causes them, which costs no thread for each. */
    public void tellOnTheSameThread() {
        foreignThreads = false;
    }

    /** A call is carried out, and its answer lost on the way back. @param nth from now, from 1 */
    public void loseAnswer(String function, int nth) {
        lostFunction = fake.number(function);
        untilLost = nth;
    }

    /** What went wrong here, and not in what is tested. */
    public List<Throwable> bugs() {
        return List.copyOf(bugs);
    }

    @Override
    public int call(int function, Pointer arguments) {
        try {
            Answer answer = answers.get(function);
            if (answer == null) {
                throw new AssertionError("nobody answers function " + function);
            }
            answer.to(new Arguments(arguments));
            return function == lostFunction && --untilLost == 0 ? WfpError.RPC_S_CALL_FAILED.code() : 0;
        } catch (WfpException refusal) {
            return refusal.code();
        } catch (Throwable bug) { // nothing may unwind through C
            bugs.add(bug);
            return WfpError.RPC_S_CALL_FAILED.code();
        }
    }

    /** Writes the answer, or throws a {@link WfpException} with the error code. */
    @FunctionalInterface
    private interface Answer {
        void to(Arguments arguments);
    }

    @FunctionalInterface
    private interface EngineAnswer {
        void to(FilterEngine engine, Arguments arguments);
    }

    /** One whose first argument is the engine. */
    private void on(String function, EngineAnswer answer) {
        answers.put(fake.number(function), arguments -> answer.to(engine(function, arguments), arguments));
    }

    private FilterEngine engine(String function, Arguments arguments) {
        FilterEngine engine = engines.get(arguments.u64(0));
        if (engine == null) {
            throw new WfpException(function, WfpError.FWP_E_NOT_FOUND.code());
        }
        return engine;
    }

    private void sessions() {
        answers.put(fake.number("FwpmEngineOpen0"), a -> {
            FilterEngine engine = host.source().open(a.value(3, Session.STRUCT));
            engines.put(newHandle(a, 4), engine);
        });
        on("FwpmEngineClose0", (engine, a) -> {
            engine.close();
            engines.remove(a.u64(0));
        });
        on("FwpmEngineGetOption0", (engine, a) -> {
            Value value = Value.Number.u32(engine.collectsNetEvents() ? 1 : 0);
            a.pointer(2).setPointer(0, memory.give(Values.STRUCT, value));
        });
        on("FwpmTransactionBegin0", (engine, a) -> engine.begin());
        on("FwpmTransactionCommit0", (engine, a) -> engine.commit());
        on("FwpmTransactionAbort0", (engine, a) -> engine.abort());
    }

    private void objects() {
        on("FwpmProviderAdd0", (engine, a) -> engine.add(a.value(1, Provider.STRUCT)));
        on("FwpmProviderDeleteByKey0", (engine, a) -> engine.deleteProvider(a.guid(1)));
        byKey("FwpmProviderGetByKey0", Provider.STRUCT, FilterEngine::provider, WfpError.FWP_E_PROVIDER_NOT_FOUND);
        on("FwpmSubLayerAdd0", (engine, a) -> engine.add(a.value(1, SubLayer.STRUCT)));
        on("FwpmSubLayerDeleteByKey0", (engine, a) -> engine.deleteSubLayer(a.guid(1)));
        byKey("FwpmSubLayerGetByKey0", SubLayer.STRUCT, FilterEngine::subLayer, WfpError.FWP_E_SUBLAYER_NOT_FOUND);
        on("FwpmFilterAdd0", (engine, a) -> a.answer(3, engine.add(a.value(1, Filter.STRUCT))));
        on("FwpmFilterDeleteByKey0", (engine, a) -> engine.deleteFilter(a.guid(1)));
        byKey("FwpmFilterGetByKey0", Filter.STRUCT, FilterEngine::filter, WfpError.FWP_E_FILTER_NOT_FOUND);
        byId("FwpmFilterGetById0", Filter.STRUCT, FilterEngine::filter, WfpError.FWP_E_FILTER_NOT_FOUND);
        enumeration(
                "FwpmFilter%s0",
                "FwpmFilterEnum0", Filter.STRUCT, (engine, a) -> engine.filters(a.value(1, FilterEnumTemplate.STRUCT)));
        on("FwpmProviderContextAdd2", (engine, a) -> a.answer(3, engine.add(a.value(1, ProviderContext.STRUCT))));
        on("FwpmProviderContextDeleteByKey0", (engine, a) -> engine.deleteProviderContext(a.guid(1)));
        enumeration(
                "FwpmProviderContext%s0",
                "FwpmProviderContextEnum2", ProviderContext.STRUCT, (engine, a) -> engine.providerContexts());
    }

    private void securityAssociations() {
        on("IPsecSaContextCreate1", (engine, a) -> a.answer(4, engine.createSaContext(a.value(1, Traffic.STRUCT))));
        on(
                "IPsecSaContextGetSpi1",
                (engine, a) -> a.pointer(3).setInt(0, engine.spi(a.u64(1), a.value(2, SpiRequest.STRUCT))));
        on("IPsecSaContextSetSpi0", (engine, a) -> engine.setSpi(a.u64(1), a.value(2, SpiRequest.STRUCT), a.u32(3)));
        on("IPsecSaContextAddInbound1", (engine, a) -> withKeys(a, bundle -> engine.addInbound(a.u64(1), bundle)));
        on("IPsecSaContextAddOutbound1", (engine, a) -> withKeys(a, bundle -> engine.addOutbound(a.u64(1), bundle)));
        byId("IPsecSaContextGetById1", SaContext.STRUCT, FilterEngine::saContext, WfpError.FWP_E_NOT_FOUND);
        on("IPsecSaContextUpdate0", (engine, a) -> engine.update(a.u64(1), a.value(2, SaContext.STRUCT)));
        on("IPsecSaContextExpire0", (engine, a) -> engine.expire(a.u64(1)));
        on("IPsecSaContextDeleteById0", (engine, a) -> engine.deleteSaContext(a.u64(1)));
        enumeration("IPsecSaContext%s0", "IPsecSaContextEnum1", SaContext.STRUCT, (engine, a) -> engine.saContexts());
        on("IPsecGetStatistics1", (engine, a) -> {
            try (NativeArena arena = new NativeArena()) {
                Pointer statistics = arena.put(IpsecStatistics.STRUCT, engine.statistics());
                int octets = IpsecStatistics.STRUCT.layout(Abi.ofThisProcess()).size();
                a.pointer(1).write(0, statistics.getByteArray(0, octets), 0, octets);
            }
        });
    }

    /** The model copies keys, as Windows does. */
    private static void withKeys(Arguments arguments, Consumer<SaBundle> use) {
        SaBundle bundle = arguments.value(2, SaBundle.STRUCT);
        try {
            use.accept(bundle);
        } finally {
            bundle.saList().stream().map(Sa::esp).flatMap(Optional::stream).forEach(transforms -> {
                transforms.cipher().key().ifPresent(SecretBytes::close);
                transforms.auth().key().ifPresent(SecretBytes::close);
            });
        }
    }

    private void keying() {
        on("IkeextSaDeleteById0", (engine, a) -> engine.deleteIkeSa(a.u64(1)));
        enumeration("IkeextSa%s0", "IkeextSaEnum2", IkeSaDetails.STRUCT, (engine, a) -> engine.ikeSas());
    }

    private void events() {
        subscription(
                "FwpmNetEvent%s0",
                (engine, a) -> engine.onNetEvents(event -> {
                    try (NativeArena arena = new NativeArena()) {
                        fake.fireNetEvent(arena.put(NetEvent.STRUCT, event), 1, foreignThreads);
                    }
                }));
        subscription(
                "IPsecSaContext%s0",
                (engine, a) -> engine.onSaChanges(
                        change -> fake.fireSaChange(change.changeType(), change.saContextId(), foreignThreads)));
        subscription(
                "FwpmFilter%sChanges0",
                (engine, a) -> engine.onFilterChanges(change -> fake.fireFilterChange(
                        change.changeType(), change.filterKey(), change.filterId(), foreignThreads)));
    }

    private <T> void byKey(String function, Struct<T> struct, Finding<Guid, T> finding, WfpError none) {
        on(function, (engine, a) -> find(function, a, struct, finding.in(engine, a.guid(1)), none));
    }

    private <T> void byId(String function, Struct<T> struct, Finding<Long, T> finding, WfpError none) {
        on(function, (engine, a) -> find(function, a, struct, finding.in(engine, a.u64(1)), none));
    }

    @FunctionalInterface
    private interface Finding<K, T> {
        Optional<T> in(FilterEngine engine, K key);
    }

    private <T> void find(String function, Arguments a, Struct<T> struct, Optional<T> found, WfpError none) {
        T value = found.orElseThrow(() -> new WfpException(function, none.code()));
        a.pointer(2).setPointer(0, memory.give(struct, value));
    }

    /** @param others the names of the functions that open and close the handle */
    private <T> void enumeration(String others, String next, Struct<T> struct, Listing<T> listing) {
        on(others.formatted("CreateEnumHandle"), (engine, a) -> {
            Queue<T> all = new ArrayDeque<>(listing.of(engine, a));
            enumerations.put(newHandle(a, 2), all);
        });
        on(next, (engine, a) -> {
            Queue<?> left = existing(next, enumerations, a);
            List<T> some = new ArrayList<>();
            while (some.size() < a.u32(2) && !left.isEmpty()) {
                @SuppressWarnings("unchecked") // put there above
                T entry = (T) left.remove();
                some.add(entry);
            }
            a.pointer(3).setPointer(0, memory.giveAll(struct, some));
            a.pointer(4).setInt(0, some.size());
        });
        on(others.formatted("DestroyEnumHandle"), (engine, a) -> {
            existing(others, enumerations, a);
            enumerations.remove(a.u64(1));
        });
    }

    @FunctionalInterface
    private interface Listing<T> {
        List<T> of(FilterEngine engine, Arguments arguments);
    }

    private void subscription(String functions, Subscribing subscribing) {
        on(functions.formatted("Subscribe"), (engine, a) -> {
            if (subscriptions.values().stream().anyMatch(heard -> heard.functions.equals(functions))) {
                throw new AssertionError("the fake calls all who subscribed, so here only one may");
            }
            Subscription subscription = subscribing.of(engine, a);
            subscriptions.put(newHandle(a, 4), new Heard(functions, subscription));
        });
        on(functions.formatted("Unsubscribe"), (engine, a) -> {
            existing(functions, subscriptions, a).subscription.close();
            subscriptions.remove(a.u64(1));
        });
    }

    private record Heard(String functions, Subscription subscription) {}

    @FunctionalInterface
    private interface Subscribing {
        Subscription of(FilterEngine engine, Arguments arguments);
    }

    private static <T> T existing(String function, Map<Long, T> handles, Arguments arguments) {
        T found = handles.get(arguments.u64(1));
        if (found == null) {
            throw new WfpException(function, WfpError.FWP_E_NOT_FOUND.code());
        }
        return found;
    }

    private long newHandle(Arguments arguments, int slot) {
        long handle = lastHandle += 16;
        arguments.pointer(slot).setLong(0, handle);
        return handle;
    }
}
