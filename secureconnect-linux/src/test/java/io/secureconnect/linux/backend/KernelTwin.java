package io.secureconnect.linux.backend;

import io.secureconnect.linux.netlink.Errno;
import io.secureconnect.linux.netlink.NetlinkIoException;
import io.secureconnect.linux.netlink.NetlinkSocket;
import io.secureconnect.linux.netlink.ScriptedSocket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A kernel's SPD and SAD behind a netlink socket, for one test. It reads octets at offsets written down by hand from
 * {@code linux/xfrm.h}, so that a fault of the real encoder does not hide itself.
 */
final class KernelTwin implements NetlinkSocket {
    static final int EPERM = 1;
    private static final int ENOENT = 2;
    private static final int ESRCH = 3;
    private static final int EEXIST = 17;
    private static final int ENOSYS = 38;
    private static final int EPROTONOSUPPORT = 93;

    private static final int SELECTOR = 56;
    private static final int POLICY = 168;
    private static final int STATE = 224;

    /** An SPD entry: the fixed part and what stood behind it. */
    record Policy(byte[] body, byte[] attributes) {
        int direction() {
            return body[160];
        }

        int index() {
            return host(body).getInt(156);
        }

        int priority() {
            return host(body).getInt(152);
        }

        boolean blocks() {
            return body[161] == 1;
        }

        /** Of the first template; 0 without. */
        int reqid() {
            byte[] template = attribute(attributes, 5);
            return template == null ? 0 : host(template).getInt(44);
        }

        boolean hasSelector(byte[] selector, int direction) {
            return direction() == direction && Arrays.equals(body, 0, SELECTOR, selector, 0, SELECTOR);
        }

        @Override
        public String toString() {
            return (direction() == 0 ? "in " : "out ") + address(body, 16) + "->" + address(body, 0)
                    + (blocks() ? " block" : " allow") + (reqid() == 0 ? "" : String.format(" reqid %08x", reqid()));
        }
    }

    /** An SAD entry. */
    record State(byte[] body, byte[] attributes) {
        int spi() {
            return wire(body).getInt(72);
        }

        int reqid() {
            return host(body).getInt(208);
        }

        boolean isLarval() {
            return attribute(attributes, 18) == null && attribute(attributes, 2) == null;
        }

        boolean hasName(byte[] destination, int spi) {
            return spi() == spi && Arrays.equals(body, 56, 72, destination, 0, 16);
        }

        @Override
        public String toString() {
            return String.format(
                    "%s->%s spi %08x reqid %08x%s",
                    address(body, 80), address(body, 56), spi(), reqid(), isLarval() ? " larval" : "");
        }
    }

    final List<Policy> policies = new ArrayList<>();
    final List<State> states = new ArrayList<>();
    /** What was asked, in words, reads left out. */
    final List<String> writes = new ArrayList<>();
    /** Algorithms the kernel does not have. */
    final Set<String> unknownAlgorithms = new HashSet<>();
    /** Address families over which there is no ESP, by their number. */
    final Set<Integer> withoutEsp = new HashSet<>();

    boolean denied;
    boolean ignoresIndex;
    /** The answers to the first send after which this holds are lost, though the requests are carried out. */
    BooleanSupplier losesAnswersOnce = () -> false;

    int sends;

    private final ByteBuffer send = ByteBuffer.allocate(64 * 1024).order(ByteOrder.nativeOrder());
    private final Deque<Object> answers = new ArrayDeque<>();
    private int generatedIndex = 8;
    private int generatedSpi = 0xC0000001;
    private boolean closed;

    @Override
    public int portId() {
        return ScriptedSocket.PORT;
    }

    @Override
    public ByteBuffer sendBuffer() {
        return send;
    }

    @Override
    public void send(int octets) {
        sends++;
        int mark = answers.size();
        for (int at = 0; at < octets; at += send.getInt(at) + 3 & ~3) {
            byte[] message = new byte[send.getInt(at)];
            send.get(at, message);
            handle(message);
        }
        if (losesAnswersOnce.getAsBoolean()) {
            losesAnswersOnce = () -> false;
            while (answers.size() > mark) {
                answers.removeLast();
            }
            answers.add(Errno.ENOBUFS);
        }
    }

    @Override
    public ByteBuffer receive() {
        return poll().orElseThrow(() -> new NetlinkIoException("recv", Errno.EAGAIN));
    }

    @Override
    public Optional<ByteBuffer> poll() {
        Object next = answers.poll();
        if (next instanceof Errno) {
            throw new NetlinkIoException("recv", (Errno) next);
        }
        return Optional.ofNullable((ByteBuffer) next);
    }

    @Override
    public void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    private void handle(byte[] message) {
        ByteBuffer header = host(message);
        int type = header.getShort(4);
        int flags = header.getShort(6);
        int sequence = header.getInt(8);
        byte[] payload = Arrays.copyOfRange(message, 16, message.length);
        boolean dump = (flags & 0x300) == 0x300;
        int errno = denied ? EPERM : dump ? dump(type, sequence) : request(type, sequence, payload);
        if (errno != 0 || (flags & 4) != 0) {
            answer(ScriptedSocket.ack(sequence, errno));
        }
    }

    private int request(int type, int sequence, byte[] payload) {
        switch (type) {
            case 0x10:
                return newState(payload);
            case 0x11:
                return deleteState(payload);
            case 0x12:
                return state(payload, sequence);
            case 0x13:
                return newPolicy(payload, false);
            case 0x14:
                return deletePolicy(payload);
            case 0x15:
                return policy(payload, sequence);
            case 0x16:
                return allocateSpi(payload, sequence);
            case 0x19:
                return newPolicy(payload, true);
            case 0x1a:
                return updateState(payload);
            case 0x25:
                answer(ScriptedSocket.message(0x24, 0, sequence, new byte[4]));
                return 0;
            default:
                throw new AssertionError("the twin knows no message " + Integer.toHexString(type));
        }
    }

    private int dump(int type, int sequence) {
        if (type == 0x15) {
            policies.forEach(p -> answer(ScriptedSocket.message(0x13, 2, sequence, joined(p.body, p.attributes))));
        } else {
            states.forEach(s -> answer(ScriptedSocket.message(0x10, 2, sequence, joined(s.body, s.attributes))));
        }
        answer(ScriptedSocket.message(3, 2, sequence, new byte[4]));
        return 0;
    }

    private int newPolicy(byte[] payload, boolean update) {
        byte[] body = Arrays.copyOf(payload, POLICY);
        Policy added = new Policy(body, Arrays.copyOfRange(payload, POLICY, payload.length));
        writes.add((update ? "update " : "new ") + added);
        Optional<Policy> there = policies.stream()
                .filter(p -> p.hasSelector(body, added.direction()))
                .findFirst();
        if (there.isPresent() && !update) {
            return EEXIST;
        }
        int hint = added.index();
        boolean taken = policies.stream().anyMatch(p -> p.index() == hint);
        int index = there.isPresent()
                ? there.get().index()
                : hint != 0 && !taken && !ignoresIndex ? hint : (generatedIndex += 8) | added.direction();
        host(body).putInt(156, index);
        there.ifPresent(policies::remove);
        policies.add(added);
        return 0;
    }

    private int deletePolicy(byte[] payload) {
        int index = host(payload).getInt(56);
        Optional<Policy> gone = policies.stream()
                .filter(p -> index != 0 ? p.index() == index : p.hasSelector(payload, payload[60]))
                .findFirst();
        writes.add("delete " + gone.map(Policy::toString).orElse("nothing"));
        gone.ifPresent(policies::remove);
        return gone.isPresent() ? 0 : ENOENT;
    }

    private int policy(byte[] payload, int sequence) {
        Optional<Policy> found = policies.stream()
                .filter(p -> p.hasSelector(payload, payload[60]))
                .findFirst();
        found.ifPresent(p -> answer(ScriptedSocket.message(0x13, 0, sequence, joined(p.body, p.attributes))));
        return found.isPresent() ? 0 : ENOENT;
    }

    private int newState(byte[] payload) {
        State added = read(payload);
        writes.add("new " + added);
        int errno = refuses(added);
        if (errno == 0 && named(payload, 56, added.spi()).isPresent()) {
            errno = EEXIST;
        }
        if (errno == 0) {
            states.add(added);
        }
        return errno;
    }

    private int refuses(State state) {
        for (int type : new int[] {18, 20, 2}) {
            byte[] algorithm = attribute(state.attributes, type);
            if (algorithm != null && unknownAlgorithms.contains(name(algorithm))) {
                return ENOSYS;
            }
        }
        return withoutEsp.contains((int) host(state.body).getShort(212)) ? EPROTONOSUPPORT : 0;
    }

    private int updateState(byte[] payload) {
        State update = read(payload);
        writes.add("update " + update);
        Optional<State> there = named(payload, 56, update.spi());
        if (there.isEmpty()) {
            return ESRCH;
        }
        if (there.get().isLarval()) {
            states.remove(there.get());
            states.add(update);
        }
        return 0;
    }

    private int deleteState(byte[] payload) {
        Optional<State> gone = named(payload, 0, wire(payload).getInt(16));
        writes.add("delete " + gone.map(State::toString).orElse("nothing"));
        gone.ifPresent(states::remove);
        return gone.isPresent() ? 0 : ESRCH;
    }

    private int state(byte[] payload, int sequence) {
        Optional<State> found = named(payload, 0, wire(payload).getInt(16));
        found.ifPresent(s -> answer(ScriptedSocket.message(0x10, 0, sequence, joined(s.body, s.attributes))));
        return found.isPresent() ? 0 : ESRCH;
    }

    private int allocateSpi(byte[] payload, int sequence) {
        byte[] body = Arrays.copyOf(payload, STATE);
        states.removeIf(s -> s.spi() == 0
                && s.reqid() == host(body).getInt(208)
                && Arrays.equals(s.body, 56, 72, body, 56, 72)
                && Arrays.equals(s.body, 80, 96, body, 80, 96));
        wire(body).putInt(72, generatedSpi++);
        State larval = new State(body, new byte[0]);
        writes.add("allocate " + larval);
        states.add(larval);
        answer(ScriptedSocket.message(0x10, 0, sequence, body));
        return 0;
    }

    private Optional<State> named(byte[] payload, int destination, int spi) {
        byte[] address = Arrays.copyOfRange(payload, destination, destination + 16);
        return states.stream().filter(s -> spi != 0 && s.hasName(address, spi)).findFirst();
    }

    private static State read(byte[] payload) {
        return new State(Arrays.copyOf(payload, STATE), Arrays.copyOfRange(payload, STATE, payload.length));
    }

    private void answer(byte[] message) {
        answers.add(host(message));
    }

    /** The value of the first attribute of a type, or null. */
    static byte[] attribute(byte[] attributes, int type) {
        ByteBuffer all = host(attributes);
        for (int at = 0; at < attributes.length; at += all.getShort(at) + 3 & ~3) {
            if (all.getShort(at + 2) == type) {
                return Arrays.copyOfRange(attributes, at + 4, at + all.getShort(at));
            }
        }
        return null;
    }

    /** The name at the head of an algorithm. */
    static String name(byte[] algorithm) {
        return new String(algorithm, 0, 64, java.nio.charset.StandardCharsets.US_ASCII).trim();
    }

    private static String address(byte[] octets, int at) {
        boolean four = host(octets).getLong(at + 8) == 0 && host(octets).getInt(at + 4) == 0;
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(octets, at, at + (four ? 4 : 16)))
                    .getHostAddress();
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] joined(byte[] a, byte[] b) {
        return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
    }

    static ByteBuffer host(byte[] octets) {
        return ByteBuffer.wrap(octets).order(ByteOrder.nativeOrder());
    }

    static ByteBuffer wire(byte[] octets) {
        return ByteBuffer.wrap(octets).order(ByteOrder.BIG_ENDIAN);
    }
}
