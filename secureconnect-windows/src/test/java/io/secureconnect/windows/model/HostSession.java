package io.secureconnect.windows.model;

import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.engine.Subscription;
import io.secureconnect.windows.model.Held.Author;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.FilterChange;
import io.secureconnect.windows.wfp.FilterEnumTemplate;
import io.secureconnect.windows.wfp.IkeSaDetails;
import io.secureconnect.windows.wfp.IpsecStatistics;
import io.secureconnect.windows.wfp.NetEvent;
import io.secureconnect.windows.wfp.Provider;
import io.secureconnect.windows.wfp.ProviderContext;
import io.secureconnect.windows.wfp.SaBundle;
import io.secureconnect.windows.wfp.SaContext;
import io.secureconnect.windows.wfp.SaContextChange;
import io.secureconnect.windows.wfp.SpiRequest;
import io.secureconnect.windows.wfp.SubLayer;
import io.secureconnect.windows.wfp.Traffic;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** One session with the filter engine of a {@link WindowsHost}. */
final class HostSession implements FilterEngine {
    private final WindowsHost host;
    private final Engine engine;
    private final HostProcess process;
    private final Author author;
    private boolean open = true;

    HostSession(WindowsHost host, Engine engine, HostProcess process, boolean dynamic) {
        this.host = host;
        this.engine = engine;
        this.process = process;
        this.author = new Author(process.name(), engine.nextSession(), dynamic);
        process.opened(this);
    }

    int number() {
        return author.session();
    }

    boolean isDynamic() {
        return author.dynamic();
    }

    @Override
    public void begin() {
        write("FwpmTransactionBegin0", () -> {
            engine.begin(this);
            return author;
        });
    }

    @Override
    public void commit() {
        write("FwpmTransactionCommit0", () -> {
            engine.commit(this);
            return author;
        });
    }

    @Override
    public void abort() {
        write("FwpmTransactionAbort0", () -> {
            engine.abort(this);
            return author;
        });
    }

    @Override
    public void add(Provider provider) {
        change("FwpmProviderAdd0", store -> {
            store.add(keyed(provider), author);
            return author;
        });
    }

    @Override
    public Optional<Provider> provider(Guid key) {
        return read("FwpmProviderGetByKey0", store -> store.providers.value(key));
    }

    @Override
    public void deleteProvider(Guid key) {
        change("FwpmProviderDeleteByKey0", store -> {
            store.deleteProvider(key, author);
            return author;
        });
    }

    @Override
    public void add(SubLayer subLayer) {
        change("FwpmSubLayerAdd0", store -> {
            store.add(keyed(subLayer), author);
            return author;
        });
    }

    @Override
    public Optional<SubLayer> subLayer(Guid key) {
        return read("FwpmSubLayerGetByKey0", store -> store.subLayers.value(key));
    }

    @Override
    public void deleteSubLayer(Guid key) {
        change("FwpmSubLayerDeleteByKey0", store -> {
            store.deleteSubLayer(key, author);
            return author;
        });
    }

    @Override
    public long add(Filter filter) {
        return change("FwpmFilterAdd0", store -> {
            Filter numbered = new Filter(
                    filter.filterKey().equals(Guid.NONE) ? host.newGuid() : filter.filterKey(),
                    filter.displayData(),
                    filter.flags(),
                    filter.providerKey(),
                    filter.providerData(),
                    filter.layerKey(),
                    filter.subLayerKey(),
                    filter.weight(),
                    filter.filterCondition(),
                    filter.action(),
                    filter.context(),
                    engine.nextFilterId(),
                    host.weights().effective(filter.weight()));
            store.add(numbered, author);
            return numbered.filterId();
        });
    }

    @Override
    public Optional<Filter> filter(Guid key) {
        return read("FwpmFilterGetByKey0", store -> store.filters.value(key));
    }

    @Override
    public Optional<Filter> filter(long id) {
        return read("FwpmFilterGetById0", store -> store.filter(id));
    }

    @Override
    public void deleteFilter(Guid key) {
        change("FwpmFilterDeleteByKey0", store -> {
            store.deleteFilter(key, author);
            return author;
        });
    }

    @Override
    public List<Filter> filters(FilterEnumTemplate template) {
        return read("FwpmFilterEnum0", store -> FilterEnumeration.of(template).of(store));
    }

    @Override
    public long createSaContext(Traffic outbound) {
        return sa("IPsecSaContextCreate1", sas -> sas.create(outbound, author));
    }

    @Override
    public int spi(long saContextId, SpiRequest request) {
        return sa("IPsecSaContextGetSpi1", sas -> sas.chooseSpi(saContextId, request));
    }

    @Override
    public void setSpi(long saContextId, SpiRequest request, int spi) {
        sa("IPsecSaContextSetSpi0", sas -> {
            if (host.refusesSetSpi()) {
                throw Refusal.INVALID_PARAMETER.raised();
            }
            sas.setSpi(saContextId, request, spi);
            return author;
        });
    }

    @Override
    public void addInbound(long saContextId, SaBundle bundle) {
        sa("IPsecSaContextAddInbound1", sas -> {
            sas.addInbound(saContextId, bundle);
            return author;
        });
    }

    @Override
    public void addOutbound(long saContextId, SaBundle bundle) {
        sa("IPsecSaContextAddOutbound1", sas -> {
            sas.addOutbound(saContextId, bundle);
            return author;
        });
    }

    @Override
    public Optional<SaContext> saContext(long id) {
        return read("IPsecSaContextGetById1", store -> host.sas().told(id));
    }

    @Override
    public void update(long flags, SaContext changed) {
        sa("IPsecSaContextUpdate0", sas -> {
            sas.update(flags, changed);
            return author;
        });
    }

    @Override
    public void expire(long saContextId) {
        sa("IPsecSaContextExpire0", sas -> {
            sas.expire(saContextId);
            return author;
        });
    }

    @Override
    public void deleteSaContext(long id) {
        sa("IPsecSaContextDeleteById0", sas -> {
            sas.delete(id);
            return author;
        });
    }

    @Override
    public List<SaContext> saContexts() {
        return read("IPsecSaContextEnum1", store -> host.sas().told());
    }

    @Override
    public long add(ProviderContext context) {
        return change("FwpmProviderContextAdd2", store -> {
            ProviderContext numbered = IkePolicies.withoutSecrets(context, host.newGuid(), engine.nextContextId());
            store.add(numbered, author);
            return numbered.providerContextId();
        });
    }

    @Override
    public void deleteProviderContext(Guid key) {
        change("FwpmProviderContextDeleteByKey0", store -> {
            store.deleteContext(key, author);
            return author;
        });
    }

    @Override
    public List<ProviderContext> providerContexts() {
        return read(
                "FwpmProviderContextEnum2",
                store -> store.contexts.all().stream().map(Held::value).toList());
    }

    @Override
    public List<IkeSaDetails> ikeSas() {
        return read("IkeextSaEnum2", store -> host.ikeSas());
    }

    @Override
    public void deleteIkeSa(long id) {
        write("IkeextSaDeleteById0", () -> {
            host.deleteIkeSa(id);
            return author;
        });
    }

    @Override
    public IpsecStatistics statistics() {
        return read("IPsecGetStatistics1", store -> host.statistics());
    }

    @Override
    public boolean collectsNetEvents() {
        return read("FwpmEngineGetOption0", store -> host.events().collects());
    }

    @Override
    public Subscription onNetEvents(Consumer<NetEvent> listener) {
        return subscribe("FwpmNetEventSubscribe0", () -> host.events().onNetEvents(this, listener));
    }

    @Override
    public Subscription onSaChanges(Consumer<SaContextChange> listener) {
        return subscribe("IPsecSaContextSubscribe0", () -> host.events().onSaChanges(this, listener));
    }

    @Override
    public Subscription onFilterChanges(Consumer<FilterChange> listener) {
        return subscribe("FwpmFilterSubscribeChanges0", () -> host.events().onFilterChanges(this, listener));
    }

    private Subscription subscribe(String call, Supplier<Subscription> subscribe) {
        return read(call, store -> {
            if (engine.isWriting(this)) {
                throw Refusal.TXN_IN_PROGRESS.raised();
            }
            return subscribe.get();
        });
    }

    @Override
    public void close() {
        engine.locked(() -> {
            process.closed(this);
            end();
            return author;
        });
    }

    /** However it ends: what is dynamic goes, what was not committed never was, nobody is told anything more. */
    void end() {
        if (open) {
            open = false;
            host.events().forget(this);
            engine.end(this);
        }
    }

    private Provider keyed(Provider provider) {
        return provider.providerKey().equals(Guid.NONE)
                ? new Provider(
                        host.newGuid(),
                        provider.displayData(),
                        provider.flags(),
                        provider.providerData(),
                        provider.serviceName())
                : provider;
    }

    private SubLayer keyed(SubLayer layer) {
        return layer.subLayerKey().equals(Guid.NONE)
                ? new SubLayer(
                        host.newGuid(),
                        layer.displayData(),
                        layer.flags(),
                        layer.providerKey(),
                        layer.providerData(),
                        layer.weight())
                : layer;
    }

    private <T> T read(String call, Function<ObjectStore, T> read) {
        return call(call, () -> {
            process.requireAlive();
            return read.apply(engine.seenBy(this));
        });
    }

    private <T> T change(String call, Function<ObjectStore, T> change) {
        return write(call, () -> engine.change(this, change));
    }

    private <T> T sa(String call, Function<SaTable, T> write) {
        return write(call, () -> engine.outsideTransaction(this, () -> write.apply(host.sas())));
    }

    private <T> T write(String call, Supplier<T> write) {
        return call(call, () -> {
            process.writing(call);
            return write.get();
        });
    }

    private <T> T call(String call, Supplier<T> work) {
        return engine.locked(() -> Engine.named(call, () -> {
            if (!open) {
                process.requireAlive();
                throw Refusal.SESSION_ABORTED.raised();
            }
            return work.get();
        }));
    }
}
