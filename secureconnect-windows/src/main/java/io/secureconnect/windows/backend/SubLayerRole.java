package io.secureconnect.windows.backend;

import io.secureconnect.windows.abi.Guid;

/**
 * Our two sublayers: one that is asked before nearly all others, and one after which nobody is asked, because whoever comes later
 * may permit what a callout blocks.
 */
enum SubLayerRole {
    /** S0 in the filter plan. */
    GUARD("guard", "blocks that hold without the IPsec callouts", 0xf000),
    /** S1 in the filter plan. */
    TRANSPORT("transport", "the IPsec callouts, and blocks below them", 0);

    private final String word;
    private final String description;
    private final int weight;

    SubLayerRole(String word, String description, int weight) {
        this.word = word;
        this.description = description;
        this.weight = weight;
    }

    String word() {
        return word;
    }

    String description() {
        return description;
    }

    int weight() {
        return weight;
    }

    Guid key(Lifetime lifetime) {
        return this == GUARD ? lifetime.guard() : lifetime.transport();
    }
}
