package io.secureconnect.api.auth;

import io.secureconnect.api.PublicApi;
import java.util.List;

/** Where an engine finds the pre-shared keys of its host. Asked at every negotiation, so that a change needs no restart. */
@PublicApi
@FunctionalInterface
public interface PreSharedKeys {
    /**
     * The keys that {@code local} and {@code peer} may use now: first the one to begin with, then those that are taken from
     * the peer as well, while an epoch gives way to the next. Empty if there is none. Any thread; must not block.
     */
    List<PairKey> of(String local, String peer);
}
