package io.secureconnect.linux.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.spi.BackendChange.AddExemption;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.Protection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a dump says. */
class SnapshotReaderTest extends BackendOnTwin {
    @Test
    void halvesAreIncomplete() {
        applied(new AddExemption(IKE), new Protect(PATH, Protection.ENCRYPT), new Protect(SIX, Protection.DISCARD));
        kernel.policies.removeIf(p -> p.direction() == 0 && p.reqid() != 0x5c000002);

        BackendSnapshot snapshot = backend.snapshot();

        assertThat(snapshot.paths()).containsOnlyKeys(SIX).containsValue(Protection.DISCARD);
        assertThat(snapshot.incompletePaths()).containsExactly(PATH);
        assertThat(snapshot.exemptions()).isEmpty();
        assertThat(snapshot.incompleteExemptions()).containsExactly(IKE);
    }

    @Test
    void anEntryOfOursThatWasMadeOptionalOrMarkedIsNotWhole() {
        applied(new Protect(PATH, Protection.ENCRYPT), new Protect(OTHER, Protection.ENCRYPT));
        kernel.policies.get(0).attributes()[4 + 50] = 1;
        KernelTwin.host(kernel.policies.get(2).body()).putInt(152, 1);

        assertThat(backend.snapshot().incompletePaths()).containsExactlyInAnyOrder(PATH, OTHER);
        applied(new Protect(PATH, Protection.ENCRYPT), new Protect(OTHER, Protection.ENCRYPT));
        assertThat(backend.snapshot().paths()).containsOnlyKeys(PATH, OTHER);
    }

    @Test
    void entriesOfOthersAreListedInTheirWordsWithWhoWins() {
        foreignPolicy(PATH, Direction.OUTBOUND, FOREIGN_REQID);

        assertThat(backend.snapshot().foreignPolicies()).singleElement().satisfies(foreign -> {
            assertThat(foreign.covers(PATH)).isTrue();
            assertThat(foreign.direction()).isEqualTo(Direction.OUTBOUND);
            assertThat(foreign.precedes()).as("it was there first").isTrue();
            assertThat(foreign.description())
                    .isEqualTo("src 10.0.0.1/32 dst 10.0.0.2/32 dir out action allow priority 2000 index 137"
                            + " tmpl proto 50 reqid 77");
        });
    }

    @Test
    void anEntryOfOursThatOthersWroteOverIsTheirsThoughItKeptItsIndex() {
        applied(new Protect(PATH, Protection.ENCRYPT));
        KernelTwin.host(kernel.policies.get(0).attributes()).putInt(4 + 44, FOREIGN_REQID);

        BackendSnapshot snapshot = backend.snapshot();

        assertThat(snapshot.incompletePaths()).containsExactly(PATH);
        assertThat(snapshot.foreignPolicies()).hasSize(1);
    }

    @Test
    void theSteadyStateIsTwoDumpsAndNoWrite() {
        applied(new AddExemption(IKE), new Protect(PATH, Protection.ENCRYPT));
        kernel.writes.clear();
        int before = kernel.sends;

        backend.snapshot();
        backend.apply(List.of());

        assertThat(kernel.writes).isEmpty();
        assertThat(kernel.sends - before).isEqualTo(2);
    }
}
