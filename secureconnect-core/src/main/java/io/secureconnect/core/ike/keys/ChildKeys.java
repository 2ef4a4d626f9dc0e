package io.secureconnect.core.ike.keys;

import io.secureconnect.api.sa.KeyMaterial;

/**
 * The keys of a child's two SAs. Initiator is who began the exchange that made the child.
 *
 * @param fromInitiator for the SA that carries what the initiator sends
 * @param fromResponder for the other
 */
public record ChildKeys(KeyMaterial fromInitiator, KeyMaterial fromResponder) implements AutoCloseable {
    /** For what this end sends. */
    public KeyMaterial outbound(boolean initiator) {
        return initiator ? fromInitiator : fromResponder;
    }

    /** For what this end receives. */
    public KeyMaterial inbound(boolean initiator) {
        return outbound(!initiator);
    }

    @Override
    public void close() {
        fromInitiator.close();
        fromResponder.close();
    }
}
