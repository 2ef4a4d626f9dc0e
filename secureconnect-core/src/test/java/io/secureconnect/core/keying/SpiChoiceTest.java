package io.secureconnect.core.keying;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Spi;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpiChoiceTest {
    @Test
    void what_is_out_of_range_or_taken_is_drawn_again() {
        Deque<String> draws =
                new ArrayDeque<>(List.of("00000000", "0fffffff", "f0000000", "ffffffff", "12345678", "efffffff"));
        SpiChoice choice = new SpiChoice(octets -> {
            byte[] next = HexFormat.of().parseHex(draws.remove());
            System.arraycopy(next, 0, octets, 0, 4);
        });
        assertThat(choice.next(Set.of(new Spi(0x12345678)))).isEqualTo(new Spi(0xefffffff));
        assertThat(draws).isEmpty();
    }

    @Test
    void the_lowest_is_in_range() {
        assertThat(new SpiChoice(octets -> octets[0] = 0x10).next(Set.of())).isEqualTo(new Spi(0x10000000));
    }

    @Test
    void all_of_one_host_differ() {
        SpiChoice choice = new SpiChoice(new SeededRandom(13));
        Set<Spi> taken = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(taken.add(choice.next(taken))).isTrue();
        }
    }
}
