package io.secureconnect.windows.nativekeying;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.NativeTerms;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.engine.WfpError;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.wfp.DisplayData;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.IkeSaDetails;
import io.secureconnect.windows.wfp.Provider;
import io.secureconnect.windows.wfp.ProviderContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Has IKEEXT negotiate on a path, or no longer: everything of one path in one transaction, so that it is there whole or not at
 * all. The path is to be blocked by others before; this never lets a clear packet pass. Ours is what has our provider.
 *
 * <p>While there is one path, Windows itself permits UDP 500 and 4500 with every address. A pre-shared key is handed over as
 * the octets it is made of. Throws {@link WfpException}; one thread at a time.
 *
 * <p>Provider contexts are looked at once, when first wanted, for Windows tells them all or none: one of these objects serves
 * one run of changes, or one snapshot.
 */
public final class NativeKeying {
    private static final int CONTEXTS = 3;

    private final FilterEngine engine;
    private final NativeFilters filters;
    private @Nullable Map<HostPair, List<Bytes>> seen;

    /** @param engine a static session, not in a transaction */
    public NativeKeying(FilterEngine engine, NativeFilters filters) {
        this.engine = engine;
        this.filters = filters;
    }

    /**
     * Has it negotiate; terms of before, and what was agreed on under them, go.
     *
     * @return whether anything had to be done
     */
    public boolean negotiate(HostPair path, NativeTerms terms) {
        if (has(path, terms)) {
            return false;
        }
        inTransaction(() -> {
            delete(path);
            requireProvider();
            NativeContexts.of(path, terms).forEach(engine::add);
            filters.of(path).forEach(engine::add);
        });
        contexts().put(path, Collections.nCopies(CONTEXTS, terms.fingerprint()));
        endIkeSas(path);
        return true;
    }

    /**
     * Has it stop; its SAs go.
     *
     * @return whether anything was there
     */
    public boolean stop(HostPair path) {
        if (!contexts().containsKey(path)) {
            return false;
        }
        inTransaction(() -> delete(path));
        contexts().remove(path);
        endIkeSas(path);
        removeProvider();
        return true;
    }

    /** The fingerprint of the terms on every path that is there whole. */
    public Map<HostPair, Bytes> negotiated() {
        Map<HostPair, Bytes> whole = new TreeMap<>();
        paths().forEach(path -> whole(path).ifPresent(fingerprint -> whole.put(path, fingerprint)));
        return whole;
    }

    /** Whether it negotiates on these terms already. */
    public boolean has(HostPair path, NativeTerms terms) {
        return whole(path).filter(terms.fingerprint()::equals).isPresent();
    }

    private Optional<Bytes> whole(HostPair path) {
        List<Bytes> fingerprints = contexts().getOrDefault(path, List.of());
        boolean same = fingerprints.size() == CONTEXTS
                && fingerprints.stream().distinct().count() == 1;
        return same && filters.of(path).stream().allMatch(this::isThere)
                ? Optional.of(fingerprints.get(0))
                : Optional.empty();
    }

    /** Every path of which something is there, whole or not. */
    public Set<HostPair> paths() {
        return new TreeSet<>(contexts().keySet());
    }

    /** Whether it hands packets to IKEEXT, or leads IKEEXT to its policies, for us. */
    public static boolean isOurs(Filter filter) {
        return filter.providerKey().equals(Optional.of(NativeNames.PROVIDER));
    }

    /** The IKE SAs of Windows under our policy of {@code path}. */
    public List<IkeSaDetails> ikeSas(HostPair path) {
        Guid policy = NativeNames.context(path, NativeRole.MAIN_MODE);
        return engine.ikeSas().stream()
                .filter(sa -> sa.ikePolicyKey().equals(policy))
                .toList();
    }

    private Map<HostPair, List<Bytes>> contexts() {
        Map<HostPair, List<Bytes>> known = seen;
        if (known == null) {
            known = look();
            seen = known;
        }
        return known;
    }

    private Map<HostPair, List<Bytes>> look() {
        Map<HostPair, List<Bytes>> found = new HashMap<>();
        for (ProviderContext context : engine.providerContexts()) {
            if (context.providerKey().equals(Optional.of(NativeNames.PROVIDER))) {
                NativeNames.Label.read(context.providerData())
                        .filter(label -> isOf(label.path(), context.providerContextKey()))
                        .ifPresent(label -> found.computeIfAbsent(label.path(), path -> new ArrayList<>())
                                .add(label.fingerprint()));
            }
        }
        return found;
    }

    private static boolean isOf(HostPair path, Guid key) {
        return key.equals(NativeNames.context(path, NativeRole.MAIN_MODE))
                || key.equals(NativeNames.context(path, NativeRole.QUICK_MODE))
                || key.equals(NativeNames.context(path, NativeRole.KEYING_MODULE));
    }

    /** Keys are names of path and role; what else counts is where it stands and what it does. */
    private boolean isThere(Filter wanted) {
        return engine.filter(wanted.filterKey())
                .filter(found -> found.providerKey().equals(wanted.providerKey())
                        && found.layerKey().equals(wanted.layerKey())
                        && found.subLayerKey().equals(wanted.subLayerKey())
                        && found.action().equals(wanted.action())
                        && found.context().equals(wanted.context())
                        && found.weight().equals(wanted.weight())
                        && found.filterCondition().size()
                                == wanted.filterCondition().size())
                .isPresent();
    }

    private void delete(HostPair path) {
        for (Filter filter : filters.of(path)) {
            unlessGone(() -> engine.deleteFilter(filter.filterKey()), WfpError.FWP_E_FILTER_NOT_FOUND);
        }
        for (NativeRole role : List.of(NativeRole.MAIN_MODE, NativeRole.QUICK_MODE, NativeRole.KEYING_MODULE)) {
            unlessGone(
                    () -> engine.deleteProviderContext(NativeNames.context(path, role)),
                    WfpError.FWP_E_PROVIDER_CONTEXT_NOT_FOUND);
        }
    }

    private void requireProvider() {
        if (engine.provider(NativeNames.PROVIDER).isEmpty()) {
            engine.add(new Provider(
                    NativeNames.PROVIDER,
                    DisplayData.of("SecureConnect native keying", "keys by the IKE of Windows"),
                    0,
                    Bytes.empty(),
                    Optional.empty()));
        }
    }

    private void removeProvider() {
        if (contexts().isEmpty()) {
            unlessGone(
                    () -> engine.deleteProvider(NativeNames.PROVIDER),
                    WfpError.FWP_E_PROVIDER_NOT_FOUND,
                    WfpError.FWP_E_IN_USE);
        }
    }

    /** An IKE SA would go on making SAs under the terms of before. */
    private void endIkeSas(HostPair path) {
        for (IkeSaDetails sa : ikeSas(path)) {
            unlessGone(() -> engine.deleteIkeSa(sa.saId()), WfpError.FWP_E_NOT_FOUND);
        }
    }

    private static void unlessGone(Runnable call, WfpError... expected) {
        try {
            call.run();
        } catch (WfpException e) {
            if (List.of(expected).stream().noneMatch(e::is)) {
                throw e;
            }
        }
    }

    private void inTransaction(Runnable work) {
        engine.begin();
        try {
            work.run();
            engine.commit();
        } catch (RuntimeException e) {
            seen = null;
            try {
                engine.abort();
            } catch (WfpException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }
}
