package io.secureconnect.testkit.ike;

import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.testkit.kernel.IpPacket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Numbered datagrams both ways between the ends of a pair, and the count of those that got lost. */
public final class Flow {
    private static final int PORT = 6000;

    private final IkePair pair;
    private final String name;
    private final List<String> sent = new ArrayList<>();
    private boolean stopped;
    private boolean sending;

    Flow(IkePair pair, String name) {
        this.pair = pair;
        this.name = name;
    }

    /** Sends one datagram each way now. */
    public void send() {
        int number = sent.size();
        send(pair.a(), name + " to b " + number);
        send(pair.b(), name + " to a " + number);
    }

    private void send(IkeEnd from, String text) {
        sent.add(text);
        pair.network()
                .send(IpPacket.udp(
                        from.path().local(), PORT, from.path().remote(), PORT, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Sends no more by itself. */
    public void stop() {
        stopped = true;
    }

    void tick() {
        if (!stopped && !sending) {
            sending = true;
            send();
            sending = false;
        }
    }

    public int sent() {
        return sent.size();
    }

    /** Datagrams that did not arrive, or not yet. */
    public List<String> lost() {
        Set<String> arrived = new HashSet<>();
        for (IpAddress end : List.of(pair.a().address(), pair.b().address())) {
            pair.network().accepted(end).forEach(packet -> arrived.add(packet.text()));
        }
        return sent.stream().filter(text -> !arrived.contains(text)).toList();
    }

    /**
     * Fails if any datagram arrived.
     *
     * @throws AssertionError with the transcript
     */
    public void assertAllLost() {
        if (lost().size() < sent.size()) {
            throw pair.failed("of " + sent.size() + " datagrams that should be blocked " + lost().size() + " were");
        }
    }

    /**
     * Fails unless every datagram arrived.
     *
     * @throws AssertionError with those that did not, and the transcript
     */
    public void assertNoneLost() {
        List<String> lost = lost();
        if (!lost.isEmpty()) {
            throw pair.failed("of " + sent.size() + " datagrams " + lost.size() + " got lost: " + lost);
        }
    }
}
