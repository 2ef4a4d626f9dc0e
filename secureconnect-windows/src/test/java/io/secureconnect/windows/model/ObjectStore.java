package io.secureconnect.windows.model;

import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.model.Held.Author;
import io.secureconnect.windows.wfp.DisplayData;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.Provider;
import io.secureconnect.windows.wfp.ProviderContext;
import io.secureconnect.windows.wfp.SubLayer;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All objects of a filter engine, and who may refer to whom. A transaction works on a copy. */
final class ObjectStore {
    final ObjectTable<Provider> providers;
    final ObjectTable<SubLayer> subLayers;
    final ObjectTable<ProviderContext> contexts;
    final ObjectTable<Filter> filters;

    /** What is there before anybody adds anything. */
    ObjectStore() {
        this(
                new ObjectTable<>(Refusal.PROVIDER_NOT_FOUND),
                new ObjectTable<>(Refusal.SUBLAYER_NOT_FOUND),
                new ObjectTable<>(Refusal.PROVIDER_CONTEXT_NOT_FOUND),
                new ObjectTable<>(Refusal.FILTER_NOT_FOUND));
        BuiltIn.SUB_LAYERS.forEach(
                layer -> subLayers.put(new Held<>(layer.subLayerKey(), layer, Lifetime.BUILT_IN, Author.WINDOWS)));
        BuiltIn.PROVIDERS.forEach(provider ->
                providers.put(new Held<>(provider.providerKey(), provider, Lifetime.BUILT_IN, Author.WINDOWS)));
    }

    private ObjectStore(
            ObjectTable<Provider> providers,
            ObjectTable<SubLayer> subLayers,
            ObjectTable<ProviderContext> contexts,
            ObjectTable<Filter> filters) {
        this.providers = providers;
        this.subLayers = subLayers;
        this.contexts = contexts;
        this.filters = filters;
    }

    ObjectStore copy() {
        return new ObjectStore(providers.copy(), subLayers.copy(), contexts.copy(), filters.copy());
    }

    void add(Provider provider, Author author) {
        requireName(provider.displayData());
        Lifetime lifetime = lifetime(provider.flags() & Provider.PERSISTENT, author);
        providers.requireFree(provider.providerKey());
        providers.put(new Held<>(provider.providerKey(), provider, lifetime, author));
    }

    void add(SubLayer subLayer, Author author) {
        requireName(subLayer.displayData());
        Lifetime lifetime = lifetime(subLayer.flags() & SubLayer.PERSISTENT, author);
        subLayers.requireFree(subLayer.subLayerKey());
        subLayer.providerKey().ifPresent(key -> providers.referable(key, lifetime, author));
        subLayers.put(new Held<>(subLayer.subLayerKey(), subLayer, lifetime, author));
    }

    /** @param context with its id, without secrets */
    void add(ProviderContext context, Author author) {
        requireName(context.displayData());
        Lifetime lifetime = lifetime(context.flags() & ProviderContext.PERSISTENT, author);
        contexts.requireFree(context.providerContextKey());
        context.providerKey().ifPresent(key -> providers.referable(key, lifetime, author));
        contexts.put(new Held<>(context.providerContextKey(), context, lifetime, author));
    }

    /** @param filter with its id and effective weight */
    void add(Filter filter, Author author) {
        requireName(filter.displayData());
        Lifetime lifetime = lifetime(filter.flags() & (Filter.PERSISTENT | Filter.BOOTTIME), author);
        FilterRules.require(filter);
        filters.requireFree(filter.filterKey());
        filter.providerKey().ifPresent(key -> providers.referable(key, lifetime, author));
        subLayers.referable(filter.subLayerKey(), lifetime, author);
        contextOf(filter).ifPresent(key -> contexts.referable(key, lifetime, author));
        filters.put(new Held<>(filter.filterKey(), filter, lifetime, author));
    }

    void deleteProvider(Guid key, Author author) {
        providers.deletable(key, author);
        if (subLayers.any(layer -> layer.providerKey().filter(key::equals).isPresent())
                || filters.any(
                        filter -> filter.providerKey().filter(key::equals).isPresent())) {
            throw Refusal.IN_USE.raised();
        }
        providers.remove(key);
    }

    void deleteSubLayer(Guid key, Author author) {
        subLayers.deletable(key, author);
        if (filters.any(filter -> filter.subLayerKey().equals(key))) {
            throw Refusal.IN_USE.raised();
        }
        subLayers.remove(key);
    }

    void deleteContext(Guid key, Author author) {
        contexts.deletable(key, author);
        if (filters.any(filter -> contextOf(filter).filter(key::equals).isPresent())) {
            throw Refusal.IN_USE.raised();
        }
        contexts.remove(key);
    }

    void deleteFilter(Guid key, Author author) {
        filters.deletable(key, author);
        filters.remove(key);
    }

    Optional<Filter> filter(long id) {
        return filters.all().stream()
                .map(Held::value)
                .filter(filter -> filter.filterId() == id)
                .findFirst();
    }

    /** Takes out what {@code condition} holds for; whoever refers to a thing lives no longer than it. True if there was any. */
    boolean removeIf(Predicate<Held<?>> condition) {
        boolean removed = filters.removeIf(condition::test);
        removed |= contexts.removeIf(condition::test);
        removed |= subLayers.removeIf(condition::test);
        return removed | providers.removeIf(condition::test);
    }

    /** All objects that are not built in. */
    List<Held<?>> added() {
        return Stream.<ObjectTable<?>>of(providers, subLayers, contexts, filters)
                .flatMap(table -> table.all().stream())
                .<Held<?>>map(held -> held)
                .filter(held -> held.lifetime() != Lifetime.BUILT_IN)
                .toList();
    }

    private static Optional<Guid> contextOf(Filter filter) {
        return (filter.flags() & Filter.HAS_PROVIDER_CONTEXT) == 0
                ? Optional.empty()
                : Optional.of(filter.context().providerContextKey());
    }

    private static Lifetime lifetime(int persistence, Author author) {
        if (author.dynamic() && persistence != 0) {
            throw Refusal.LIFETIME_MISMATCH.raised();
        }
        return author.dynamic() ? Lifetime.DYNAMIC : persistence != 0 ? Lifetime.PERSISTENT : Lifetime.STATIC;
    }

    private static void requireName(DisplayData displayData) {
        if (displayData.name().isEmpty()) {
            throw Refusal.NULL_DISPLAY_NAME.raised();
        }
    }
}
