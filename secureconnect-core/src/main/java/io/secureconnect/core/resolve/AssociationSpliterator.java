package io.secureconnect.core.resolve;

import io.secureconnect.api.plan.PeerAssociation;
import java.util.Spliterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the associations of a fleet one after the other, sorted by (a, b); holds the peers of one workload only. */
final class AssociationSpliterator implements Spliterator<PeerAssociation> {
    static final int TRAITS = ORDERED | DISTINCT | NONNULL | IMMUTABLE;

    private final Fleet fleet;
    private final PeerRow row;
    private final AssociationMaker maker;
    private int workload = -1;
    private int next;

    AssociationSpliterator(Fleet fleet, PeerRow row, AssociationMaker maker) {
        this.fleet = fleet;
        this.row = row;
        this.maker = maker;
    }

    @Override
    public boolean tryAdvance(Consumer<? super PeerAssociation> action) {
        while (next == row.size()) {
            if (workload + 1 >= fleet.size()) {
                return false;
            }
            workload++;
            row.fill(workload, workload + 1);
            next = 0;
        }
        action.accept(maker.between(workload, row.peer(next), row.rules(next)));
        next++;
        return true;
    }

    /** Never splits: the order is part of what a plan promises. */
    @Override
    public @Nullable Spliterator<PeerAssociation> trySplit() {
        return null;
    }

    @Override
    public long estimateSize() {
        return Long.MAX_VALUE;
    }

    @Override
    public int characteristics() {
        return TRAITS;
    }
}
