package io.secureconnect.windows.selftest;

import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.engine.WfpError;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.wfp.SaContext;
import io.secureconnect.windows.wfp.SaDetails;
import io.secureconnect.windows.wfp.Session;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a check may have added, noted before it is added, so that a call that failed halfway leaves nothing either. SA contexts,
 * which Windows names, are found by the filters that they refer to as well.
 */
final class Remains {
    /** Each round removes what the one before could not. */
    private static final int ROUNDS = 3;

    private static final List<WfpError> GONE = List.of(
            WfpError.FWP_E_FILTER_NOT_FOUND,
            WfpError.FWP_E_PROVIDER_NOT_FOUND,
            WfpError.FWP_E_PROVIDER_CONTEXT_NOT_FOUND,
            WfpError.FWP_E_SUBLAYER_NOT_FOUND,
            WfpError.FWP_E_NOT_FOUND);

    private final Set<Guid> providers = new LinkedHashSet<>();
    private final Set<Guid> subLayers = new LinkedHashSet<>();
    private final Set<Guid> filters = new LinkedHashSet<>();
    private final Set<Guid> policies = new LinkedHashSet<>();
    private final Set<Long> filterIds = new LinkedHashSet<>();
    private final Set<Long> saContexts = new LinkedHashSet<>();

    void provider(Guid key) {
        providers.add(key);
    }

    void subLayer(Guid key) {
        subLayers.add(key);
    }

    void filter(Guid key) {
        filters.add(key);
    }

    void filterId(long id) {
        filterIds.add(id);
    }

    void policy(Guid key) {
        policies.add(key);
    }

    void saContext(long id) {
        saContexts.add(id);
    }

    /** Whether an SA context is for a filter, or under a provider, of this check. */
    boolean isOurs(SaContext context) {
        return saContexts.contains(context.saContextId())
                || Stream.of(context.inboundSa(), context.outboundSa())
                        .flatMap(Optional::stream)
                        .anyMatch(this::isOurs);
    }

    private boolean isOurs(SaDetails details) {
        return filterIds.contains(details.traffic().ipsecFilterId())
                || details.transportFilter()
                        .filter(filter -> filters.contains(filter.filterKey()))
                        .isPresent();
    }

    /** Removes all, in sessions of its own, and says what could not be removed. */
    List<String> remove(FilterEngine.Source source, Session session) {
        List<String> left = List.of();
        for (int round = 0; round < ROUNDS; round++) {
            left = round(source, session);
            if (left.isEmpty()) {
                return left;
            }
        }
        return left;
    }

    private List<String> round(FilterEngine.Source source, Session session) {
        List<String> left = new ArrayList<>();
        try (FilterEngine engine = source.open(session)) {
            contexts(engine, left);
            each("filter", filters, engine::deleteFilter, left);
            each("provider context", policies, engine::deleteProviderContext, left);
            each("sublayer", subLayers, engine::deleteSubLayer, left);
            each("provider", providers, engine::deleteProvider, left);
        } catch (WfpException | SecureConnectException e) {
            left.add("perhaps any of it, for " + e.getMessage());
        }
        return left;
    }

    /** All that are found, and if nobody can tell which there are, those that are known. */
    private void contexts(FilterEngine engine, List<String> left) {
        if (filterIds.isEmpty()) {
            return; // there is no SA context without a filter
        }
        try {
            engine.saContexts().stream()
                    .filter(this::isOurs)
                    .forEach(context -> delete(engine, context.saContextId(), left));
        } catch (WfpException | SecureConnectException e) {
            left.add("perhaps an SA context, for " + e.getMessage());
            saContexts.forEach(id -> delete(engine, id, left));
        }
    }

    private static void delete(FilterEngine engine, long context, List<String> left) {
        try {
            engine.deleteSaContext(context);
        } catch (WfpException e) {
            left.add("SA context " + context + ", for " + e.getMessage());
        }
    }

    private static void each(String kind, Set<Guid> keys, Consumer<Guid> delete, List<String> left) {
        for (Guid key : List.copyOf(keys)) {
            try {
                delete.accept(key);
                keys.remove(key);
            } catch (WfpException e) {
                if (GONE.stream().anyMatch(e::is)) {
                    keys.remove(key);
                } else {
                    left.add(kind + " " + key + ", for " + e.getMessage());
                }
            }
        }
    }
}
