package io.secureconnect.core.ike.v1.session;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * What Jazzer makes up for a session of IKEv1 to hear, as a stranger and as a peer that proved itself. {@link FuzzedSession}
 * says what must hold all the same.
 */
class IsakmpSessionFuzz {
    private static final int MOST_STEPS = 64;
    private static final int LONGEST = 2048;
    private static final int QUICK_MODE = 32;
    private static final int INFORMATIONAL = 5;
    static final String UNKNOWN = "nobody knows this one";

    @FuzzTest(maxDuration = "5m")
    void stranger(byte[] octets) {
        afterStrangers(octets);
    }

    @FuzzTest(maxDuration = "5m")
    void insider(byte[] octets) {
        afterAnInsider(octets);
    }

    /**
     * What is left of a session that datagrams came to.
     *
     * @param octets steps: a length in 12 bits behind four flags, of which 8 is the port of NAT traversal and 4 ten seconds
     *     before; then a UDP payload of that length
     */
    static FuzzedSession afterStrangers(byte[] octets) {
        FuzzedSession victim = new FuzzedSession(UNKNOWN);
        ByteBuffer script = ByteBuffer.wrap(octets);
        for (int i = 0; i < MOST_STEPS && script.remaining() >= Short.BYTES; i++) {
            int head = script.getShort() & 0xffff;
            if ((head & 0x4000) != 0) {
                victim.pass(Duration.ofSeconds(10));
            }
            int before = victim.sent.size();
            victim.receive(take(script, head & 0xfff), (head & 0x8000) != 0);
            if (victim.sent.size() > before + 1) {
                throw new AssertionError(
                        "a stranger got " + (victim.sent.size() - before) + " answers to one datagram");
            }
        }
        if (victim.established || victim.installed > 0 || victim.session.isEstablished()) {
            throw new AssertionError("a stranger was believed");
        }
        return victim;
    }

    /**
     * What is left of a session whose peer says anything.
     *
     * @param octets steps: an octet that says what, then what that needs
     */
    static FuzzedSession afterAnInsider(byte[] octets) {
        FuzzedSession victim = new FuzzedSession(Insider.SECRET);
        Insider peer = new Insider(victim);
        ByteBuffer script = ByteBuffer.wrap(octets);
        for (int i = 0; i < MOST_STEPS && script.hasRemaining() && !victim.session.isEnded(); i++) {
            int what = script.get() & 0xff;
            switch (what & 7) {
                case 0, 1, 2, 3 -> say(peer, what, script);
                case 4 -> victim.pass(Duration.ofSeconds(what >>> 3));
                case 5 -> victim.pass(Duration.ofMinutes(what >>> 3));
                case 6 -> victim.act(what >>> 3 & 7);
                default -> victim.receive(take(script, length(script)), (what & 8) != 0);
            }
        }
        victim.pass(Duration.ofMinutes(10));
        return victim;
    }

    /** Two bits of {@code what} say whose hash, then quick mode or informational, the commit bit, whether a type is told. */
    private static void say(Insider peer, int what, ByteBuffer script) {
        boolean quick = (what & 8) != 0;
        int type = (what & 32) != 0 ? octet(script) : quick ? QUICK_MODE : INFORMATIONAL;
        int id = messageId(peer, octet(script));
        int firstType = octet(script);
        byte[] rest = take(script, length(script));
        peer.say(type, (what & 16) != 0, id, Insider.Hash.values()[what & 3], firstType, rest);
    }

    /** An exchange that is under way, counted from the last, or one of this number. */
    private static int messageId(Insider peer, int octet) {
        var known = peer.messageIds();
        int back = octet & 0x7f;
        return (octet & 0x80) != 0 && back < known.size() ? known.get(known.size() - 1 - back) : octet;
    }

    private static int octet(ByteBuffer script) {
        return script.hasRemaining() ? script.get() & 0xff : 0;
    }

    private static int length(ByteBuffer script) {
        return script.remaining() >= Short.BYTES ? script.getShort() & (LONGEST - 1) : 0;
    }

    private static byte[] take(ByteBuffer script, int length) {
        byte[] taken = new byte[Math.min(length, script.remaining())];
        script.get(taken);
        return taken;
    }
}
