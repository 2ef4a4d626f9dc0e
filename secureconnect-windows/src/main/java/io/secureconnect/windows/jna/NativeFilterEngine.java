package io.secureconnect.windows.jna;

import static io.secureconnect.windows.jna.WfpFunction.*;

import com.sun.jna.Pointer;
import io.secureconnect.windows.abi.Abi;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.NativeArena;
import io.secureconnect.windows.abi.NativeReader;
import io.secureconnect.windows.abi.Struct;
import io.secureconnect.windows.engine.Closing;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.engine.Subscription;
import io.secureconnect.windows.engine.WfpError;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.FilterChange;
import io.secureconnect.windows.wfp.FilterEnumTemplate;
import io.secureconnect.windows.wfp.FilterSubscription;
import io.secureconnect.windows.wfp.IkeSaDetails;
import io.secureconnect.windows.wfp.IpsecStatistics;
import io.secureconnect.windows.wfp.NetEvent;
import io.secureconnect.windows.wfp.NetEventSubscription;
import io.secureconnect.windows.wfp.Provider;
import io.secureconnect.windows.wfp.ProviderContext;
import io.secureconnect.windows.wfp.SaBundle;
import io.secureconnect.windows.wfp.SaContext;
import io.secureconnect.windows.wfp.SaContextChange;
import io.secureconnect.windows.wfp.SaContextSubscription;
import io.secureconnect.windows.wfp.Session;
import io.secureconnect.windows.wfp.SpiRequest;
import io.secureconnect.windows.wfp.SubLayer;
import io.secureconnect.windows.wfp.Traffic;
import io.secureconnect.windows.wfp.Value;
import io.secureconnect.windows.wfp.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A handle of {@code FwpmEngineOpen0}. */
final class NativeFilterEngine implements FilterEngine {
    private static final int RPC_C_AUTHN_WINNT = 10;
    private static final int FWPM_ENGINE_COLLECT_NET_EVENTS = 0;

    private static final Enumeration<Filter> FILTERS = new Enumeration<>(
            FwpmFilterCreateEnumHandle0, FwpmFilterEnum0, FwpmFilterDestroyEnumHandle0, Filter.STRUCT);
    private static final Enumeration<SaContext> SA_CONTEXTS = new Enumeration<>(
            IPsecSaContextCreateEnumHandle0, IPsecSaContextEnum1, IPsecSaContextDestroyEnumHandle0, SaContext.STRUCT);

    private static final Enumeration<ProviderContext> PROVIDER_CONTEXTS = new Enumeration<>(
            FwpmProviderContextCreateEnumHandle0,
            FwpmProviderContextEnum2,
            FwpmProviderContextDestroyEnumHandle0,
            ProviderContext.STRUCT);
    private static final Enumeration<IkeSaDetails> IKE_SAS = new Enumeration<>(
            IkeextSaCreateEnumHandle0, IkeextSaEnum2, IkeextSaDestroyEnumHandle0, IkeSaDetails.STRUCT);

    private static final EventStream<NetEventSubscription, NetEvent> NET_EVENTS = new EventStream<>(
            FwpmNetEventSubscribe0,
            FwpmNetEventUnsubscribe0,
            NetEventSubscription.STRUCT,
            NetEventSubscription.ALL,
            NetEvent.STRUCT);
    private static final EventStream<SaContextSubscription, SaContextChange> SA_CHANGES = new EventStream<>(
            IPsecSaContextSubscribe0,
            IPsecSaContextUnsubscribe0,
            SaContextSubscription.STRUCT,
            SaContextSubscription.ALL,
            SaContextChange.STRUCT);
    private static final EventStream<FilterSubscription, FilterChange> FILTER_CHANGES = new EventStream<>(
            FwpmFilterSubscribeChanges0,
            FwpmFilterUnsubscribeChanges0,
            FilterSubscription.STRUCT,
            FilterSubscription.ALL,
            FilterChange.STRUCT);

    private final Fwpuclnt fwpuclnt;
    private final Pointer handle;
    private final List<EventStream.NativeSubscription> subscriptions = new ArrayList<>();
    private boolean closed;

    private NativeFilterEngine(Fwpuclnt fwpuclnt, Pointer handle) {
        this.fwpuclnt = fwpuclnt;
        this.handle = handle;
    }

    static NativeFilterEngine open(Fwpuclnt fwpuclnt, Session session) {
        try (NativeArena arena = fwpuclnt.arena()) {
            Pointer slot = arena.zeros(Long.BYTES);
            fwpuclnt.call(FwpmEngineOpen0, null, RPC_C_AUTHN_WINNT, null, arena.put(Session.STRUCT, session), slot);
            return new NativeFilterEngine(fwpuclnt, slot.getPointer(0));
        }
    }

    private Pointer handle() {
        if (closed) {
            throw new IllegalStateException("this session with the filter engine is closed; open another");
        }
        return handle;
    }

    @Override
    public void begin() {
        fwpuclnt.call(FwpmTransactionBegin0, handle(), 0);
    }

    @Override
    public void commit() {
        fwpuclnt.call(FwpmTransactionCommit0, handle());
    }

    @Override
    public void abort() {
        fwpuclnt.call(FwpmTransactionAbort0, handle());
    }

    @Override
    public void add(Provider provider) {
        add(FwpmProviderAdd0, Provider.STRUCT, provider);
    }

    @Override
    public Optional<Provider> provider(Guid key) {
        return find(FwpmProviderGetByKey0, key, Provider.STRUCT, WfpError.FWP_E_PROVIDER_NOT_FOUND);
    }

    @Override
    public void deleteProvider(Guid key) {
        delete(FwpmProviderDeleteByKey0, key);
    }

    @Override
    public void add(SubLayer subLayer) {
        add(FwpmSubLayerAdd0, SubLayer.STRUCT, subLayer);
    }

    @Override
    public Optional<SubLayer> subLayer(Guid key) {
        return find(FwpmSubLayerGetByKey0, key, SubLayer.STRUCT, WfpError.FWP_E_SUBLAYER_NOT_FOUND);
    }

    @Override
    public void deleteSubLayer(Guid key) {
        delete(FwpmSubLayerDeleteByKey0, key);
    }

    @Override
    public long add(Filter filter) {
        return addForId(FwpmFilterAdd0, Filter.STRUCT, filter);
    }

    @Override
    public Optional<Filter> filter(Guid key) {
        return find(FwpmFilterGetByKey0, key, Filter.STRUCT, WfpError.FWP_E_FILTER_NOT_FOUND);
    }

    @Override
    public Optional<Filter> filter(long id) {
        return fetch(FwpmFilterGetById0, id, Filter.STRUCT, WfpError.FWP_E_FILTER_NOT_FOUND);
    }

    @Override
    public void deleteFilter(Guid key) {
        delete(FwpmFilterDeleteByKey0, key);
    }

    @Override
    public List<Filter> filters(FilterEnumTemplate template) {
        try (NativeArena arena = fwpuclnt.arena()) {
            return FILTERS.all(fwpuclnt, handle(), arena.put(FilterEnumTemplate.STRUCT, template));
        }
    }

    @Override
    public long createSaContext(Traffic outbound) {
        try (NativeArena arena = fwpuclnt.arena()) {
            Pointer id = arena.zeros(Long.BYTES);
            fwpuclnt.call(IPsecSaContextCreate1, handle(), arena.put(Traffic.STRUCT, outbound), null, null, id);
            return id.getLong(0);
        }
    }

    @Override
    public int spi(long saContextId, SpiRequest request) {
        try (NativeArena arena = fwpuclnt.arena()) {
            Pointer spi = arena.zeros(Integer.BYTES);
            fwpuclnt.call(IPsecSaContextGetSpi1, handle(), saContextId, arena.put(SpiRequest.STRUCT, request), spi);
            return spi.getInt(0);
        }
    }

    @Override
    public void setSpi(long saContextId, SpiRequest request, int spi) {
        try (NativeArena arena = fwpuclnt.arena()) {
            fwpuclnt.call(IPsecSaContextSetSpi0, handle(), saContextId, arena.put(SpiRequest.STRUCT, request), spi);
        }
    }

    @Override
    public void addInbound(long saContextId, SaBundle bundle) {
        add(IPsecSaContextAddInbound1, saContextId, bundle);
    }

    @Override
    public void addOutbound(long saContextId, SaBundle bundle) {
        add(IPsecSaContextAddOutbound1, saContextId, bundle);
    }

    private void add(WfpFunction function, long saContextId, SaBundle bundle) {
        try (NativeArena arena = fwpuclnt.arena()) {
            fwpuclnt.call(function, handle(), saContextId, arena.put(SaBundle.STRUCT, bundle));
        }
    }

    @Override
    public Optional<SaContext> saContext(long id) {
        return fetch(IPsecSaContextGetById1, id, SaContext.STRUCT, WfpError.FWP_E_NOT_FOUND);
    }

    @Override
    public void update(long flags, SaContext changed) {
        try (NativeArena arena = fwpuclnt.arena()) {
            fwpuclnt.call(IPsecSaContextUpdate0, handle(), flags, arena.put(SaContext.STRUCT, changed));
        }
    }

    @Override
    public void expire(long saContextId) {
        fwpuclnt.call(IPsecSaContextExpire0, handle(), saContextId);
    }

    @Override
    public void deleteSaContext(long id) {
        fwpuclnt.call(IPsecSaContextDeleteById0, handle(), id);
    }

    @Override
    public List<SaContext> saContexts() {
        return SA_CONTEXTS.all(fwpuclnt, handle(), null);
    }

    @Override
    public long add(ProviderContext context) {
        return addForId(FwpmProviderContextAdd2, ProviderContext.STRUCT, context);
    }

    @Override
    public void deleteProviderContext(Guid key) {
        delete(FwpmProviderContextDeleteByKey0, key);
    }

    @Override
    public List<ProviderContext> providerContexts() {
        return PROVIDER_CONTEXTS.all(fwpuclnt, handle(), null);
    }

    @Override
    public List<IkeSaDetails> ikeSas() {
        return IKE_SAS.all(fwpuclnt, handle(), null);
    }

    @Override
    public void deleteIkeSa(long id) {
        fwpuclnt.call(IkeextSaDeleteById0, handle(), id);
    }

    @Override
    public IpsecStatistics statistics() {
        try (NativeArena arena = fwpuclnt.arena()) {
            Pointer at = arena.zeros(
                    IpsecStatistics.STRUCT.layout(Abi.ofThisProcess()).size());
            fwpuclnt.call(IPsecGetStatistics1, handle(), at);
            return NativeReader.read(IpsecStatistics.STRUCT, at);
        }
    }

    @Override
    public boolean collectsNetEvents() {
        try (NativeArena arena = fwpuclnt.arena()) {
            Pointer slot = arena.zeros(Long.BYTES);
            fwpuclnt.call(FwpmEngineGetOption0, handle(), FWPM_ENGINE_COLLECT_NET_EVENTS, slot);
            return !fwpuclnt.taken(FwpmEngineGetOption0, slot, at -> NativeReader.read(Values.STRUCT, at))
                    .equals(Value.Number.u32(0));
        }
    }

    @Override
    public Subscription onNetEvents(Consumer<NetEvent> listener) {
        return subscribe(NET_EVENTS, listener);
    }

    @Override
    public Subscription onSaChanges(Consumer<SaContextChange> listener) {
        return subscribe(SA_CHANGES, listener);
    }

    @Override
    public Subscription onFilterChanges(Consumer<FilterChange> listener) {
        return subscribe(FILTER_CHANGES, listener);
    }

    private <E> Subscription subscribe(EventStream<?, E> events, Consumer<E> listener) {
        EventStream.NativeSubscription subscription = events.to(fwpuclnt, handle(), listener);
        subscriptions.removeIf(EventStream.NativeSubscription::isClosed);
        subscriptions.add(subscription);
        return subscription;
    }

    /** All that there is to end is ended, also after a failure, of which the first is thrown. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        List<Runnable> ends = new ArrayList<>();
        subscriptions.forEach(subscription -> ends.add(subscription::close));
        ends.add(() -> fwpuclnt.call(FwpmEngineClose0, handle));
        Closing.all(ends);
    }

    private <T> void add(WfpFunction function, Struct<T> struct, T object) {
        try (NativeArena arena = fwpuclnt.arena()) {
            fwpuclnt.call(function, handle(), arena.put(struct, object), null);
        }
    }

    private <T> long addForId(WfpFunction function, Struct<T> struct, T object) {
        try (NativeArena arena = fwpuclnt.arena()) {
            Pointer id = arena.zeros(Long.BYTES);
            fwpuclnt.call(function, handle(), arena.put(struct, object), null, id);
            return id.getLong(0);
        }
    }

    private void delete(WfpFunction function, Guid key) {
        try (NativeArena arena = fwpuclnt.arena()) {
            fwpuclnt.call(function, handle(), arena.put(Guid.STRUCT, key));
        }
    }

    private <T> Optional<T> find(WfpFunction function, Guid key, Struct<T> struct, WfpError none) {
        try (NativeArena arena = fwpuclnt.arena()) {
            return fetch(function, arena.put(Guid.STRUCT, key), struct, none);
        }
    }

    /** @param key a pointer to a GUID, or an id */
    private <T> Optional<T> fetch(WfpFunction function, Object key, Struct<T> struct, WfpError none) {
        try (NativeArena arena = fwpuclnt.arena()) {
            Pointer slot = arena.zeros(Long.BYTES);
            fwpuclnt.call(function, handle(), key, slot);
            return Optional.of(fwpuclnt.taken(function, slot, at -> NativeReader.read(struct, at)));
        } catch (WfpException e) {
            if (e.is(none) || e.is(WfpError.FWP_E_NOT_FOUND)) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
