package io.secureconnect.testkit.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.testkit.time.SeededRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReplayWindowTest {
    /** Extended numbers that are too old count as such of the next round, whose packets then prove forged. */
    private static boolean accepts(ReplayWindow window, long sequence) {
        long resolved = window.resolve((int) sequence);
        if (resolved == sequence) {
            window.accept(resolved);
        }
        return resolved == sequence;
    }

    @Nested
    @DisplayName("RFC 4303 section 3.4.3")
    class Section343 {
        @Test
        void acceptsEachNumberOnceWithinTheWindow() {
            for (int size : new int[] {1, 32, 33, 64, 65, 128, 4096}) {
                ReplayWindow window = new ReplayWindow(size, false);
                assertThat(accepts(window, 10_000)).isTrue();
                assertThat(accepts(window, 10_000)).isFalse();
                for (int behind = 1; behind < size; behind++) {
                    assertThat(accepts(window, 10_000 - behind))
                            .as("%d behind, window %d", behind, size)
                            .isTrue();
                    assertThat(accepts(window, 10_000 - behind)).isFalse();
                }
                assertThat(accepts(window, 10_000 - size))
                        .as("left of window %d", size)
                        .isFalse();
                assertThat(window.top()).isEqualTo(10_000);
            }
        }

        @Test
        void zeroIsNeverSent() {
            assertThat(accepts(new ReplayWindow(64, false), 0)).isFalse();
            assertThat(accepts(new ReplayWindow(64, true), 0)).isFalse();
        }

        @Test
        void aNumberIsNotTakenBeforeThePacketProvedGenuine() {
            ReplayWindow window = new ReplayWindow(64, false);
            assertThat(window.resolve(5)).isEqualTo(5);
            assertThat(window.resolve(5)).isEqualTo(5);
            window.accept(5);
            assertThat(window.resolve(5)).isEqualTo(ReplayWindow.REJECTED);
        }

        @Test
        void withoutAWindowEverythingPasses() {
            ReplayWindow window = new ReplayWindow(0, false);
            assertThat(accepts(window, 7)).isTrue();
            assertThat(accepts(window, 7)).isTrue();
            assertThat(accepts(window, 0)).isTrue();
            assertThat(window.top()).isEqualTo(7);
        }

        @Test
        void agreesWithASetOfAllNumbersEverSeen() {
            SeededRandom random = new SeededRandom(3);
            for (int size : new int[] {1, 31, 64, 100, 4096}) {
                for (boolean extended : new boolean[] {false, true}) {
                    ReplayWindow window = new ReplayWindow(size, extended);
                    Set<Long> seen = new HashSet<>();
                    long top = 0;
                    for (int i = 0; i < 20_000; i++) {
                        long sequence = Math.max(1, top + random.below(3 * size + 3) - 2L * size);
                        boolean expected = top - sequence < size && seen.add(sequence);
                        assertThat(accepts(window, sequence))
                                .as("%d at %d, window %d", sequence, top, size)
                                .isEqualTo(expected);
                        top = expected ? Math.max(top, sequence) : top;
                    }
                }
            }
        }
    }

    @Nested
    @DisplayName("RFC 4303 appendix A, extended sequence numbers")
    class AppendixA {
        @Test
        void theHighHalfGrowsWhenTheLowHalfWraps() {
            ReplayWindow window = windowAt(0xffff_fff0L);
            assertThat(window.resolve(5)).isEqualTo(0x1_0000_0005L);
            window.accept(0x1_0000_0005L);
            assertThat(window.top()).isEqualTo(0x1_0000_0005L);
        }

        @Test
        void aWindowAcrossTheWrapStillKnowsTheOldHighHalf() {
            ReplayWindow window = windowAt(0xffff_fff0L);
            window.accept(0x1_0000_0005L);
            assertThat(window.resolve(0xffff_fff1)).as("late, before the wrap").isEqualTo(0xffff_fff1L);
            assertThat(window.resolve(0xffff_fff0))
                    .as("replay, before the wrap")
                    .isEqualTo(ReplayWindow.REJECTED);
            assertThat(window.resolve(0x0000_0004)).isEqualTo(0x1_0000_0004L);
        }

        @Test
        void beforeTheFirstWrapNothingIsBelowZero() {
            assertThat(windowAt(3).resolve(0xffff_ffff)).isEqualTo(ReplayWindow.REJECTED);
        }

        @Test
        void aNumberFarBehindCountsAsOneOfTheNextRound() {
            assertThat(windowAt(0x1_8000_0000L).resolve(0x7000_0000)).isEqualTo(0x2_7000_0000L);
        }

        @Test
        void theLargestWindowSpansTheWrap() {
            ReplayWindow window = new ReplayWindow(4096, true);
            window.accept(0x5_0000_0800L);
            assertThat(window.resolve(0xffff_f801)).isEqualTo(0x4_ffff_f801L);
            assertThat(window.resolve(0xffff_f800)).as("one left of the window").isEqualTo(0x5_ffff_f800L);
        }

        private ReplayWindow windowAt(long top) {
            ReplayWindow window = new ReplayWindow(64, true);
            window.accept(top);
            return window;
        }
    }
}
