package io.secureconnect.core.ike.exchange;

import io.secureconnect.api.sa.Bytes;
import java.util.Arrays;
import java.util.List;

/**
 * The requests of the peer on one IKE SA: one at a time and in order. The last response is kept, for a request that comes
 * again because the response was lost (RFC 7296 §2.1).
 */
public final class RemoteWindow {
    private int expectedId;
    private int newRequest;
    private int answeredRequest;
    private List<Bytes> response = List.of();

    public RemoteWindow(int firstId) {
        this.expectedId = firstId;
    }

    /** What a message id says about a request. */
    public enum Place {
        /** The one that is expected. */
        NEW,
        /** The very one before, which was answered: the response is sent again, and nothing else happens. */
        REPEATED,
        /** Neither: to be ignored. */
        OUTSIDE
    }

    /**
     * Where a request stands. A repetition has the same octets as the first transmission (§2.1), so it is told by them; of one
     * that came in fragments, only the first fragment is a repetition (RFC 7383 §2.6.1).
     */
    public Place place(int messageId, byte[] octets) {
        if (messageId == expectedId) {
            return Place.NEW;
        }
        boolean repeated =
                messageId == expectedId - 1 && !response.isEmpty() && Arrays.hashCode(octets) == answeredRequest;
        return repeated ? Place.REPEATED : Place.OUTSIDE;
    }

    /** The expected request, or its first fragment, is authentic. */
    public void received(byte[] octets) {
        newRequest = Arrays.hashCode(octets);
    }

    /** The expected request was answered, by one message or its fragments. */
    public void answered(List<Bytes> messages) {
        response = List.copyOf(messages);
        answeredRequest = newRequest;
        expectedId++;
    }

    /** The last response as it was sent. */
    public List<Bytes> response() {
        return response;
    }
}
