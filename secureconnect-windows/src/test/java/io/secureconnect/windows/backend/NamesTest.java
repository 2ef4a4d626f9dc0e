package io.secureconnect.windows.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.windows.abi.Guid;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NamesTest {
    private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
    private static final HostPair FOUR = HostPair.of("10.0.0.1", "10.0.0.2");
    private static final HostPair SIX = HostPair.of("2001:db8::1", "2001:db8::2");

    /** RFC 9562 appendix A.4. */
    @Test
    void isTheExampleOfTheStandard() {
        assertThat(Names.version5(DNS, "www.example.com"))
                .isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
    }

    /** Made by another implementation. A release that changes them does not find what the one before left. */
    @Test
    void staysTheSameFromReleaseToRelease() {
        assertThat(Names.filter(FilterLabel.of(FOUR, FilterRole.BLOCK_OUTBOUND), Lifetime.STATIC))
                .isEqualTo(Guid.parse("766bd86a-9535-517e-944e-996a8f45735c"));
        assertThat(Names.filter(FilterLabel.of(SIX, FilterRole.GATE_OUTBOUND), Lifetime.PERSISTENT))
                .isEqualTo(Guid.parse("49c5b64b-2746-5edd-8b39-6fe0bc958c78"));
    }

    @Test
    void everyRoleOfEveryPathHasItsOwn() {
        Set<Guid> names = new HashSet<>();
        int made = 0;
        for (HostPair path : new HostPair[] {FOUR, FOUR.mirror(), SIX}) {
            for (FilterRole role : FilterRole.values()) {
                for (Lifetime lifetime : Lifetime.values()) {
                    names.add(Names.filter(FilterLabel.of(path, role), lifetime));
                    made++;
                }
            }
        }
        assertThat(names).hasSize(made);
    }
}
