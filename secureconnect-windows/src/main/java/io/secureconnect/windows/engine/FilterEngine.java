package io.secureconnect.windows.engine;

import io.secureconnect.windows.abi.Guid;
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
import io.secureconnect.windows.wfp.Session;
import io.secureconnect.windows.wfp.SpiRequest;
import io.secureconnect.windows.wfp.SubLayer;
import io.secureconnect.windows.wfp.Traffic;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One session with the filter engine of this host ({@code FwpmEngineOpen0}). Each method is one function of the API, an
 * enumeration with its handle being one too.
 *
 * <p>Between {@link #begin} and {@link #commit} objects of the filter engine are added and deleted as one; SA contexts are not,
 * and calls about them fail there. They fail in a dynamic session as well, whose objects go when it ends.
 *
 * <p>Threading: one thread at a time. Every method throws {@link WfpException} with the code that Windows returned.
 */
public interface FilterEngine extends AutoCloseable {
    /** Opens sessions. */
    @FunctionalInterface
    interface Source {
        /** {@code FwpmEngineOpen0} on this host, as the user of this process. */
        FilterEngine open(Session session);
    }

    /** {@code FwpmTransactionBegin0}, for reading and writing. */
    void begin();

    /** {@code FwpmTransactionCommit0}. */
    void commit();

    /** {@code FwpmTransactionAbort0}. */
    void abort();

    /** {@code FwpmProviderAdd0}. */
    void add(Provider provider);

    /** {@code FwpmProviderGetByKey0}; empty if there is none. */
    Optional<Provider> provider(Guid key);

    /** {@code FwpmProviderDeleteByKey0}. */
    void deleteProvider(Guid key);

    /** {@code FwpmSubLayerAdd0}. */
    void add(SubLayer subLayer);

    /** {@code FwpmSubLayerGetByKey0}; empty if there is none. */
    Optional<SubLayer> subLayer(Guid key);

    /** {@code FwpmSubLayerDeleteByKey0}. */
    void deleteSubLayer(Guid key);

    /**
     * {@code FwpmFilterAdd0}.
     *
     * @return its LUID
     */
    long add(Filter filter);

    /** {@code FwpmFilterGetByKey0}; empty if there is none. */
    Optional<Filter> filter(Guid key);

    /** {@code FwpmFilterGetById0}; empty if there is none. */
    Optional<Filter> filter(long id);

    /** {@code FwpmFilterDeleteByKey0}. */
    void deleteFilter(Guid key);

    /** {@code FwpmFilterEnum0} to its end. */
    List<Filter> filters(FilterEnumTemplate template);

    /**
     * {@code IPsecSaContextCreate1}.
     *
     * @param outbound whose {@code ipsecFilterId} is the LUID of the outbound callout filter
     * @return its id
     */
    long createSaContext(Traffic outbound);

    /**
     * {@code IPsecSaContextGetSpi1}: an SPI of Windows' choice.
     *
     * @return in host order
     */
    int spi(long saContextId, SpiRequest request);

    /** {@code IPsecSaContextSetSpi0}: an SPI of ours, in host order. */
    void setSpi(long saContextId, SpiRequest request, int spi);

    /** {@code IPsecSaContextAddInbound1}. The keys are copied, and wiped from native memory before this returns. */
    void addInbound(long saContextId, SaBundle bundle);

    /** {@code IPsecSaContextAddOutbound1}; as {@link #addInbound}. */
    void addOutbound(long saContextId, SaBundle bundle);

    /** {@code IPsecSaContextGetById1}, without keys; empty if there is none. */
    Optional<SaContext> saContext(long id);

    /** {@code IPsecSaContextUpdate0}. @param flags which members of {@code changed} to take, {@code IPSEC_SA_DETAILS_UPDATE_*} */
    void update(long flags, SaContext changed);

    /** {@code IPsecSaContextExpire0}: outbound ends at once, inbound about a minute later. */
    void expire(long saContextId);

    /** {@code IPsecSaContextDeleteById0}. */
    void deleteSaContext(long id);

    /** {@code IPsecSaContextEnum1} to its end, without keys. */
    List<SaContext> saContexts();

    /**
     * {@code FwpmProviderContextAdd2}. Secrets in it are copied, and wiped from native memory before this returns.
     *
     * @return its LUID
     */
    long add(ProviderContext context);

    /** {@code FwpmProviderContextDeleteByKey0}. */
    void deleteProviderContext(Guid key);

    /** {@code FwpmProviderContextEnum2} to its end, without secrets. */
    List<ProviderContext> providerContexts();

    /** {@code IkeextSaEnum2} to its end: the IKE SAs of Windows' own keying modules. */
    List<IkeSaDetails> ikeSas();

    /** {@code IkeextSaDeleteById0}. */
    void deleteIkeSa(long id);

    /** {@code IPsecGetStatistics1}: of this host since it started, whoever made the SAs. */
    IpsecStatistics statistics();

    /**
     * {@code FwpmEngineGetOption0} of {@code FWPM_ENGINE_COLLECT_NET_EVENTS}: whether there are net events to hear of. It is an
     * option of the whole host, and only looked at here.
     */
    boolean collectsNetEvents();

    /**
     * {@code FwpmNetEventSubscribe0} to all events, whoever's filters they are about. Fails inside a transaction.
     *
     * @param listener called on a thread of Windows; what it throws is logged
     */
    Subscription onNetEvents(Consumer<NetEvent> listener);

    /** {@code IPsecSaContextSubscribe0} to all SA contexts; as {@link #onNetEvents}. */
    Subscription onSaChanges(Consumer<SaContextChange> listener);

    /** {@code FwpmFilterSubscribeChanges0} to all filters, whoever adds and deletes them; as {@link #onNetEvents}. */
    Subscription onFilterChanges(Consumer<FilterChange> listener);

    /** {@code FwpmEngineClose0}, after the end of its subscriptions. What a static session added stays. A second call does nothing. */
    @Override
    void close();
}
