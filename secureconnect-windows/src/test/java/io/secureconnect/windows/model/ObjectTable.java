package io.secureconnect.windows.model;

import io.secureconnect.windows.abi.Guid;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The objects of one kind, in the order they were added. */
final class ObjectTable<T> {
    private final Map<Guid, Held<T>> objects;
    private final Refusal absent;

    /** @param absent what is said if there is none with the key */
    ObjectTable(Refusal absent) {
        this(new LinkedHashMap<>(), absent);
    }

    private ObjectTable(Map<Guid, Held<T>> objects, Refusal absent) {
        this.objects = objects;
        this.absent = absent;
    }

    ObjectTable<T> copy() {
        return new ObjectTable<>(new LinkedHashMap<>(objects), absent);
    }

    void requireFree(Guid key) {
        if (objects.containsKey(key)) {
            throw Refusal.ALREADY_EXISTS.raised();
        }
    }

    void put(Held<T> held) {
        objects.put(held.key(), held);
    }

    Optional<Held<T>> find(Guid key) {
        return Optional.ofNullable(objects.get(key));
    }

    Optional<T> value(Guid key) {
        return find(key).map(Held::value);
    }

    /** What an object of {@code lifetime} and {@code author} may refer to by {@code key}, or a refusal. */
    Held<T> referable(Guid key, Lifetime lifetime, Held.Author author) {
        Held<T> target = find(key).orElseThrow(absent::raised);
        if (!lifetime.mayReferTo(target.lifetime())) {
            throw Refusal.LIFETIME_MISMATCH.raised();
        }
        if (target.isDynamicOfAnother(author)) {
            throw Refusal.WRONG_SESSION.raised();
        }
        return target;
    }

    /** What {@code author} may delete by {@code key}, or a refusal. */
    Held<T> deletable(Guid key, Held.Author author) {
        Held<T> target = find(key).orElseThrow(absent::raised);
        if (target.lifetime() == Lifetime.BUILT_IN) {
            throw Refusal.BUILTIN_OBJECT.raised();
        }
        if (target.isDynamicOfAnother(author)) {
            throw Refusal.WRONG_SESSION.raised();
        }
        return target;
    }

    void remove(Guid key) {
        objects.remove(key);
    }

    boolean removeIf(Predicate<Held<T>> condition) {
        return objects.values().removeIf(condition);
    }

    Collection<Held<T>> all() {
        return List.copyOf(objects.values());
    }

    boolean any(Predicate<T> condition) {
        return objects.values().stream().anyMatch(held -> condition.test(held.value()));
    }
}
