package io.secureconnect.core.ike.v1.exchange;

import io.secureconnect.spi.RandomSource;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The message ids of one ISAKMP SA: each names one exchange, whoever began it, and serves once (RFC 2408 §3.1, RFC 2409
 * appendix B), so that an exchange that somebody recorded comes to nothing when it is played again. Of a great many the oldest
 * are forgotten. For one thread.
 */
public final class MessageIds {
    /** More than a day of liveness checks, one each half minute. */
    static final int REMEMBERED = 4096;

    private final RandomSource random;
    private final Set<Integer> used = new LinkedHashSet<>();

    public MessageIds(RandomSource random) {
        this.random = random;
    }

    /** A new one for an exchange of this host: random, not 0, not used before. */
    public int draw() {
        int id = ByteBuffer.wrap(random.octets(Integer.BYTES)).getInt();
        while (isUsed(id)) {
            id++;
        }
        use(id);
        return id;
    }

    /** Whether no exchange may begin with it; 0 is phase 1's. */
    public boolean isUsed(int id) {
        return id == 0 || used.contains(id);
    }

    /** Remembers one; of the peer's only those of messages that were authentic. */
    public void use(int id) {
        if (used.add(id) && used.size() > REMEMBERED) {
            Iterator<Integer> oldest = used.iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
