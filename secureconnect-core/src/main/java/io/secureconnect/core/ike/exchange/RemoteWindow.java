package io.secureconnect.core.ike.exchange;

import io.secureconnect.api.sa.Bytes;
import java.util.List;

/**
 * The requests of the peer on one IKE SA: one at a time and in order. The last response is kept, for a request that comes
 * again because the response was lost (RFC 7296 §2.1).
 */
public final class RemoteWindow {
    private int expectedId;
    private List<Bytes> response = List.of();

    public RemoteWindow(int firstId) {
        this.expectedId = firstId;
    }

    /** What a message id says about a request. */
    public enum Place {
        /** The one that is expected. */
        NEW,
        /** The one before, which was answered: the response is sent again, and nothing else happens. */
        REPEATED,
        /** Neither: to be ignored. */
        OUTSIDE
    }

    public Place place(int messageId) {
        if (messageId == expectedId) {
            return Place.NEW;
        }
        return messageId == expectedId - 1 && !response.isEmpty() ? Place.REPEATED : Place.OUTSIDE;
    }

    /** The expected request was answered, by one message or its fragments. */
    public void answered(List<Bytes> messages) {
        response = List.copyOf(messages);
        expectedId++;
    }

    /** The last response as it was sent. */
    public List<Bytes> response() {
        return response;
    }
}
