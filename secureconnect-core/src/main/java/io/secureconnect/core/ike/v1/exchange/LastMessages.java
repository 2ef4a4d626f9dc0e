package io.secureconnect.core.ike.v1.exchange;

import io.secureconnect.api.sa.Bytes;
import java.util.Arrays;
import java.util.Optional;

/**
 * What an exchange received last, and what it answered: a peer that repeats itself, because the answer was lost, gets it again,
 * and nothing is computed anew (RFC 2408 §5.1). Messages are whole ones here, not fragments.
 */
public final class LastMessages {
    /** More often than anyone repeats a message who waits for the answer; whoever goes on wants to make us send. */
    private static final int MOST_REPEATS = 12;

    private byte[] received = new byte[0];
    private Optional<Bytes> answer = Optional.empty();
    private int repeats;

    /** Remembers an answer, in place of the one before. */
    public void answered(byte[] message, Bytes sent) {
        received = message.clone();
        answer = Optional.of(sent);
        repeats = 0;
    }

    /** Whether {@code message} is, octet by octet, the one that was answered last. */
    public boolean isRepeated(byte[] message) {
        return answer.isPresent() && Arrays.equals(received, message);
    }

    /** What is to be sent again if {@code message} is repeated; empty if it is not, or was repeated too often. */
    public Optional<Bytes> repeated(byte[] message) {
        if (!isRepeated(message) || repeats == MOST_REPEATS) {
            return Optional.empty();
        }
        repeats++;
        return answer;
    }
}
