package io.secureconnect.core.ike.v1.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Bytes;
import org.junit.jupiter.api.Test;

class LastMessagesTest {
    private final LastMessages last = new LastMessages();
    private final Bytes answer = Bytes.ofHex("aabb");

    @Test
    void anEqualMessageIsRepeatedAndAnyOtherIsNot() {
        last.answered(new byte[] {1, 2, 3}, answer);
        assertThat(last.repeated(new byte[] {1, 2, 3})).contains(answer);
        assertThat(last.isRepeated(new byte[] {1, 2, 4})).isFalse();
        assertThat(last.repeated(new byte[] {1, 2})).isEmpty();
        assertThat(last.repeated(new byte[] {1, 2, 3, 0})).isEmpty();
    }

    @Test
    void nothingIsRepeatedBeforeSomethingWasAnswered() {
        assertThat(last.isRepeated(new byte[0])).isFalse();
        assertThat(last.repeated(new byte[0])).isEmpty();
    }

    @Test
    void onlyTheLastAnswerIsKept() {
        last.answered(new byte[] {1}, answer);
        last.answered(new byte[] {2}, Bytes.ofHex("cc"));
        assertThat(last.isRepeated(new byte[] {1})).isFalse();
        assertThat(last.repeated(new byte[] {2})).contains(Bytes.ofHex("cc"));
    }

    @Test
    void answersAreGivenAgainTwelveTimesEach() {
        for (int message = 1; message <= 2; message++) {
            byte[] received = {(byte) message};
            last.answered(received, answer);
            for (int i = 0; i < 12; i++) {
                assertThat(last.repeated(received)).contains(answer);
            }
            assertThat(last.repeated(received)).isEmpty();
            assertThat(last.isRepeated(received))
                    .as("it is not worked on either")
                    .isTrue();
        }
    }

    @Test
    void aMessageThatIsChangedLaterIsStillKnownAsItWas() {
        byte[] received = {1};
        last.answered(received, answer);
        received[0] = 2;
        assertThat(last.isRepeated(new byte[] {1})).isTrue();
    }
}
