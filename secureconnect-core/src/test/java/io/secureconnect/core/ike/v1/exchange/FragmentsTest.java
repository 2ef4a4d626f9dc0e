package io.secureconnect.core.ike.v1.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.v1.registry.ExchangeType;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpHead;
import io.secureconnect.core.ike.v1.wire.IsakmpMessage;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Fragment;
import io.secureconnect.core.ike.wire.DecodeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FragmentsTest {
    private static final IsakmpHead SEALED = new IsakmpHead(1, 2, 0x10, 5, true, false, false, 0x1234);

    private final Fragments fragments = new Fragments();

    /** A sealed message of {@code length} octets whose content nobody can read. */
    private static Bytes message(int length) {
        byte[] message = Arrays.copyOf(IsakmpCodec.header(SEALED, 8, length), length);
        byte[] content = new byte[length - IsakmpHead.OCTETS];
        new Random(length).nextBytes(content);
        System.arraycopy(content, 0, message, IsakmpHead.OCTETS, content.length);
        return Bytes.wrap(message);
    }

    private static byte[] piece(int id, int number, boolean last, byte[] data) {
        return IsakmpCodec.encode(
                new IsakmpHead(1, 2, 0x10, 2, false, false, false, 0),
                List.of(new Fragment(id, number, last, Bytes.copyOf(data))));
    }

    private static byte[] octets(int length, int value) {
        byte[] octets = new byte[length];
        Arrays.fill(octets, (byte) value);
        return octets;
    }

    @Nested
    class Sent {
        @Test
        void aMessageWithinTheLimitIsSentAsItIs() {
            assertThat(fragments.divide(message(1232), 1232)).containsExactly(message(1232));
        }

        @ParameterizedTest
        @ValueSource(ints = {1233, 2393, 2392, 5000, 60_000})
        void aLongerOneInPiecesOfTheLimitTheLastOneMarked(int length) throws DecodeException {
            List<Bytes> pieces = fragments.divide(message(length), 1232);
            assertThat(pieces.size()).isEqualTo((length + 1195) / 1196);
            for (int i = 0; i < pieces.size(); i++) {
                assertThat(Fragments.isFragment(pieces.get(i).toArray())).isTrue();
                IsakmpMessage piece = IsakmpCodec.decode(pieces.get(i).toArray());
                Fragment fragment = (Fragment) piece.payloads().get(0);
                assertThat(piece.payloads()).hasSize(1);
                assertThat(fragment.number()).isEqualTo(i + 1);
                assertThat(fragment.last()).isEqualTo(i == pieces.size() - 1);
                assertThat(pieces.get(i).length()).isLessThanOrEqualTo(1232);
                assertThat(piece.head().initiatorCookie()).isEqualTo(1);
                assertThat(piece.head().responderCookie()).isEqualTo(2);
                assertThat(piece.head().exchangeType()).isEqualTo(ExchangeType.MAIN_MODE.number());
                assertThat(piece.head().encrypted()).isFalse();
                assertThat(piece.head().messageId()).isZero();
            }
        }

        @Test
        void eachMessageHasAnIdOfItsOwnAndNever0() throws DecodeException {
            List<Integer> ids = new ArrayList<>();
            for (int i = 0; i < 0x10001; i++) {
                Bytes first = fragments.divide(message(100), 90).get(0);
                ids.add(((Fragment)
                                IsakmpCodec.decode(first.toArray()).payloads().get(0))
                        .id());
            }
            assertThat(ids.subList(0, 3)).containsExactly(1, 2, 3);
            assertThat(ids.subList(0xfffe, 0x10001)).containsExactly(0xffff, 1, 2);
        }
    }

    @Nested
    class Received {
        @Test
        void piecesInAnyOrderAndTwiceMakeTheWhole() {
            List<Bytes> pieces = new ArrayList<>(fragments.divide(message(5000), 600));
            Random random = new Random(7);
            for (int round = 0; round < 20; round++) {
                List<Bytes> arriving = new ArrayList<>(pieces);
                Collections.shuffle(arriving, random);
                arriving.add(arriving.size() - 1, arriving.get(0));
                Fragments receiver = new Fragments();
                List<Optional<byte[]>> results = new ArrayList<>();
                arriving.forEach(piece -> results.add(receiver.add(piece.toArray())));
                assertThat(results.subList(0, results.size() - 1)).allMatch(Optional::isEmpty);
                assertThat(results.get(results.size() - 1).map(Bytes::wrap)).contains(message(5000));
            }
        }

        /** As strongSwan numbers them: each message has the id 1. */
        @Test
        void theSameIdServesOneMessageAfterTheOther() {
            assertThat(fragments.add(piece(1, 1, false, octets(10, 1)))).isEmpty();
            assertThat(fragments.add(piece(1, 2, true, octets(10, 2)))).isPresent();
            assertThat(fragments.add(piece(1, 2, true, octets(10, 2))))
                    .as("late")
                    .isEmpty();
            assertThat(fragments.add(piece(1, 1, false, octets(5, 3)))).isPresent();
            assertThat(fragments.add(piece(1, 1, false, octets(5, 3)))).isEmpty();
            assertThat(fragments.add(piece(1, 2, false, octets(5, 4)))).isEmpty();
            assertThat(fragments.add(piece(1, 3, true, octets(5, 5)))).isPresent();
        }

        @Test
        void aForgedPieceGivesWayToThePeersOwnWhenItRepeatsItself() {
            fragments.add(piece(1, 2, false, octets(10, 66)));
            fragments.add(piece(1, 1, false, octets(10, 1)));
            assertThat(fragments.add(piece(1, 2, true, octets(10, 2)))).isEmpty();
            assertThat(fragments.add(piece(1, 1, false, octets(10, 1)))).isPresent();
        }

        @Test
        void aForgedEndGivesWayToo() {
            fragments.add(piece(1, 9, true, octets(10, 66)));
            fragments.add(piece(1, 1, false, octets(10, 1)));
            assertThat(fragments.add(piece(1, 2, true, octets(10, 2)))).isEmpty();
            assertThat(fragments.add(piece(1, 1, false, octets(10, 1)))).isPresent();
        }

        @Test
        void oneBehindTheEndContradictsIt() {
            fragments.add(piece(1, 2, true, octets(10, 2)));
            assertThat(fragments.add(piece(1, 3, false, octets(10, 3)))).isEmpty();
            assertThat(fragments.add(piece(1, 1, false, octets(10, 1)))).isEmpty();
            assertThat(fragments.add(piece(1, 2, true, octets(10, 2)))).isEmpty();
            assertThat(fragments.add(piece(1, 1, false, octets(10, 1)))).isPresent();
        }

        @Test
        void threeMessagesAreUnderWayAndAFourthDrivesOutTheOldest() {
            for (int id = 1; id <= 4; id++) {
                fragments.add(piece(id, 1, false, octets(10, id)));
            }
            for (int id = 2; id <= 4; id++) {
                assertThat(fragments.add(piece(id, 2, true, octets(10, id)))).isPresent();
            }
            assertThat(fragments.add(piece(1, 2, true, octets(10, 1)))).isEmpty();
        }

        @Test
        void atMost64PiecesAndNoMoreThan64KibibytesAreKept() {
            assertThat(fragments.add(piece(1, 65, true, octets(1, 1)))).isEmpty();
            for (int number = 1; number < 64; number++) {
                assertThat(fragments.add(piece(2, number, false, octets(1024, number))))
                        .isEmpty();
            }
            assertThat(fragments.add(piece(2, 64, true, octets(1024, 64)))).isPresent();
            for (int number = 1; number < 64; number++) {
                fragments.add(piece(3, number, false, octets(1100, number)));
            }
            assertThat(fragments.add(piece(3, 64, true, octets(1100, 64)))).isEmpty();
        }

        @Test
        void theOldestGivesWayWhenOctetsAreTooMany() {
            fragments.add(piece(1, 1, false, octets(40_000, 1)));
            fragments.add(piece(2, 1, false, octets(30_000, 2)));
            assertThat(fragments.add(piece(1, 2, true, octets(1, 1)))).isEmpty();
            assertThat(fragments.add(piece(2, 2, true, octets(1, 1)))).isPresent();
        }

        @Test
        void whatIsNoPieceIsNone() {
            assertThat(Fragments.isFragment(message(100).toArray())).isFalse();
            assertThat(Fragments.isFragment(new byte[5])).isFalse();
            byte[] cut = Arrays.copyOf(piece(1, 1, true, octets(10, 1)), 40);
            assertThat(fragments.add(cut)).isEmpty();
            IsakmpPayload one = new Fragment(1, 1, true, Bytes.ofHex("aa"));
            byte[] two = IsakmpCodec.encode(new IsakmpHead(1, 2, 0x10, 2, false, false, false, 0), List.of(one, one));
            assertThat(Fragments.isFragment(two)).isTrue();
            assertThat(fragments.add(two)).isEmpty();
        }
    }
}
