package io.secureconnect.core.ike.exchange;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.spi.RandomSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requests of this end on one IKE SA: one at a time, with the next message id each, repeated until they are answered
 * (RFC 7296 §2.1 to §2.3). The octets of a repetition are those of the first transmission.
 */
public final class LocalWindow {
    private final RetransmissionTimes times;
    private final RandomSource random;
    private int nextId;
    private List<Bytes> messages = List.of();
    private int transmissions;
    private @Nullable Instant dueAt;

    public LocalWindow(RetransmissionTimes times, RandomSource random, int firstId) {
        this.times = times;
        this.random = random;
        this.nextId = firstId;
    }

    /** What is to be done about the outstanding request. */
    public enum Due {
        NOTHING,
        REPEAT,
        GIVE_UP
    }

    /** Whether a request may be sent. */
    public boolean isFree() {
        return dueAt == null;
    }

    /** The message id of the outstanding request, else of the next one. */
    public int messageId() {
        return nextId;
    }

    /** Keeps a request, one message or its fragments, until it is answered. */
    public void sent(List<Bytes> request, Instant now) {
        if (!isFree()) {
            throw new IllegalStateException("request " + nextId + " is not answered yet; the window is 1");
        }
        messages = List.copyOf(request);
        transmissions = 1;
        dueAt = now.plus(times.wait(1, random));
    }

    /** Whether a response answers the outstanding request. */
    public boolean isAnsweredBy(int messageId) {
        return !isFree() && messageId == nextId;
    }

    /** The response came: the window moves on. */
    public void answered() {
        nextId++;
        forget();
    }

    /** The outstanding request is to be sent anew, with the same message id: IKE_SA_INIT with a cookie. */
    public void restart() {
        forget();
    }

    private void forget() {
        messages = List.of();
        dueAt = null;
    }

    /** What is due; a repetition counts as sent. */
    public Due due(Instant now) {
        if (dueAt == null || now.isBefore(dueAt)) {
            return Due.NOTHING;
        }
        if (transmissions >= times.transmissions()) {
            return Due.GIVE_UP;
        }
        transmissions++;
        dueAt = now.plus(times.wait(transmissions, random));
        return Due.REPEAT;
    }

    public Optional<Instant> dueAt() {
        return Optional.ofNullable(dueAt);
    }

    /** The outstanding request as it was sent. */
    public List<Bytes> outstanding() {
        return messages;
    }
}
