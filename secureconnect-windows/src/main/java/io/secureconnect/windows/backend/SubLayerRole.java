package io.secureconnect.windows.backend;

import io.secureconnect.windows.abi.Guid;

/** Our two sublayers, the heavier one first. */
enum SubLayerRole {
    /** S0 in the filter plan. */
    GUARD(0xf000),
    /** S1 in the filter plan. */
    TRANSPORT(0xe000);

    private final int weight;

    SubLayerRole(int weight) {
        this.weight = weight;
    }

    int weight() {
        return weight;
    }

    Guid key(Lifetime lifetime) {
        return this == GUARD ? lifetime.guard() : lifetime.transport();
    }
}
