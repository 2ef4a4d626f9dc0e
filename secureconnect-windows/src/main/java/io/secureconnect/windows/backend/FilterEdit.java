package io.secureconnect.windows.backend;

import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.wfp.Filter;
import java.util.List;

/**
 * Filters that go and filters that come, as one. One that is replaced is in both.
 *
 * @param deleted keys of those that go, which is first
 */
record FilterEdit(List<Guid> deleted, List<Filter> added) {
    FilterEdit {
        deleted = List.copyOf(deleted);
        added = List.copyOf(added);
    }

    static FilterEdit add(Filter... filters) {
        return new FilterEdit(List.of(), List.of(filters));
    }

    static FilterEdit delete(List<Guid> keys) {
        return new FilterEdit(keys, List.of());
    }

    boolean isEmpty() {
        return deleted.isEmpty() && added.isEmpty();
    }
}
