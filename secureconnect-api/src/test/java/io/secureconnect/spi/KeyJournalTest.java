package io.secureconnect.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import org.junit.jupiter.api.Test;

class KeyJournalTest {
    private final HostPair path = HostPair.of("10.0.0.1", "10.0.0.2");
    private final KeyJournal journal = KeyJournal.inMemory();

    @Test
    void aGenerationServesOnceForEachPathAndDirection() {
        assertThat(journal.highest(path, Direction.INBOUND)).isZero();
        journal.use(path, Direction.INBOUND, 3);
        assertThat(journal.highest(path, Direction.INBOUND)).isEqualTo(3);
        assertThat(journal.highest(path, Direction.OUTBOUND)).isZero();
        assertThat(journal.highest(path.mirror(), Direction.INBOUND)).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> journal.use(path, Direction.INBOUND, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> journal.use(path, Direction.INBOUND, 2));
        journal.use(path, Direction.INBOUND, 4);
    }
}
