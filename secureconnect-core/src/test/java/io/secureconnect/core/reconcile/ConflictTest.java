package io.secureconnect.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.AddressPrefix;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ForeignPolicy;
import io.secureconnect.spi.Protection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConflictTest {
    private static final HostPair ONE = HostPair.of("10.0.0.1", "10.0.0.2");
    private static final HostPair TWO = HostPair.of("10.0.0.1", "10.0.0.3");
    private static final WantedState WANTED =
            new WantedState(new TreeMap<>(Map.of(ONE, Protection.ENCRYPT, TWO, Protection.DISCARD)), List.of());

    @Test
    void namesPathObjectOwnerAndRemedy() {
        ForeignPolicy foreign = foreign("10.0.0.2/32", true, Optional.of("charon"));

        assertThat(between(foreign))
                .extracting(Conflict::text)
                .containsExactly(
                        "outbound packets of 10.0.0.1<->10.0.0.2 meet a policy of charon before ours: "
                                + "dst 10.0.0.2/32 priority 7; remove it, narrow it, or have its owner rank it behind the policies of SecureConnect");
    }

    @Test
    void countsTheOtherPathsOfAWidePolicy() {
        ForeignPolicy foreign = foreign("0.0.0.0/0", true, Optional.empty());

        assertThat(between(foreign)).containsExactly(new Conflict(ONE, 1, foreign));
        assertThat(between(foreign).get(0).text()).contains("and 1 more path(s)", "an unknown owner");
    }

    @Test
    void isSilentAboutPoliciesThatLoseAgainstOurs() {
        assertThat(between(foreign("0.0.0.0/0", false, Optional.empty()))).isEmpty();
    }

    @Test
    void isSilentAboutPoliciesForOthers() {
        assertThat(between(foreign("10.9.0.0/16", true, Optional.empty()))).isEmpty();
    }

    private static List<Conflict> between(ForeignPolicy foreign) {
        return Conflict.between(
                WANTED, BackendSnapshot.builder().addForeignPolicies(foreign).build());
    }

    private static ForeignPolicy foreign(String remote, boolean precedes, Optional<String> owner) {
        return new ForeignPolicy(
                AddressPrefix.parse("0.0.0.0/0"),
                AddressPrefix.parse(remote),
                Direction.OUTBOUND,
                precedes,
                owner,
                "dst " + remote + " priority 7");
    }
}
