package io.secureconnect.testkit.ike.bench;

import io.secureconnect.core.ike.host.IkeHost;
import io.secureconnect.core.ike.session.IkeSession;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;

/**
 * Complete handshakes of IKE_SA_INIT and IKE_AUTH with a child, both ends in one thread, beside {@link BareHandshake} and
 * beside strongSwan in the same run; and what an established IKE SA keeps of the heap.
 *
 * <p>{@code aes256gcm16-prfsha384-x25519}. Ratios are what counts; the rates are those of this machine.
 */
public final class IkeBench {
    private static final double PSK_BAR = 0.4;
    private static final double CERTIFICATE_BAR = 0.5;
    private static final int RETAINED_BAR = 4096;
    private static final int PEERS = 10_000;
    private static final int MESSAGES_OF_A_HANDSHAKE = 4;
    private static final int SETTLING = 5;

    private boolean met = true;

    private IkeBench() {}

    /**
     * Ends with status 1 if a bar is missed.
     *
     * @param arguments the command that measures strongSwan; nothing if there is none
     */
    public static void main(String[] arguments) throws GeneralSecurityException, IOException, InterruptedException {
        System.out.printf(
                Locale.ROOT,
                "%nIKE handshakes in a second of processor time, both ends, aes256gcm16-prfsha384-x25519, JDK %s%n",
                System.getProperty("java.version"));
        IkeBench bench = new IkeBench();
        double session = bench.preSharedKey();
        bench.certificates();
        bench.hub();
        if (arguments.length > 0) {
            bench.strongSwan(session, arguments);
        }
        System.exit(bench.met ? 0 : 1);
    }

    private double preSharedKey() throws GeneralSecurityException {
        BareCalls calls = new BareCalls();
        double[] rates = CpuRate.taken(
                8,
                9,
                1500,
                new BareHandshake(calls, new PreSharedKeyProofs(calls)),
                new SessionHandshake(Credentials.preSharedKey()));
        report("PSK", rates, PSK_BAR);
        retained("initiator", SessionHandshake.Ends::initiator);
        retained("responder", SessionHandshake.Ends::responder);
        return rates[1];
    }

    /** What one end alone keeps of the heap once it is established. */
    private void retained(String end, Function<SessionHandshake.Ends, IkeSession> kept) {
        SessionHandshake handshake = new SessionHandshake(Credentials.preSharedKey());
        IkeSession[] sessions = new IkeSession[PEERS];
        long before = heap();
        Arrays.setAll(sessions, i -> kept.apply(handshake.establish()));
        reportHeap("heap of the " + end + "'s session", (heap() - before) / PEERS, "with its child");
        Reference.reachabilityFence(sessions);
    }

    private void reportHeap(String what, long octets, String of) {
        System.out.printf(
                Locale.ROOT,
                "%-32s %,d octets each, %s, bar %,d, %s%n",
                what,
                octets,
                of,
                RETAINED_BAR,
                verdict(octets <= RETAINED_BAR));
    }

    private void certificates() throws GeneralSecurityException {
        double[] rates = CpuRate.taken(
                8,
                9,
                500,
                new BareHandshake(new BareCalls(), new EcdsaProofs()),
                new SessionHandshake(Credentials.certificates()));
        report("ECDSA P-256 certificates", rates, CERTIFICATE_BAR);
    }

    private void report(String what, double[] rates, double bar) {
        System.out.printf(
                Locale.ROOT,
                "%-32s bare calls %6.0f /s, sessions %6.0f /s: %3.0f%%, bar %.0f%%, %s%n",
                what,
                rates[0],
                rates[1],
                100 * rates[1] / rates[0],
                100 * bar,
                verdict(rates[1] >= bar * rates[0]));
    }

    /** Ten thousand begun at once, through the hosts on both sides; the window keeps them from being sent twice. */
    private void hub() throws GeneralSecurityException {
        long before = heap();
        HubHandshakes hub = new HubHandshakes(Credentials.preSharedKey(), PEERS);
        double rate = CpuRate.of(PEERS, hub::establish);
        IkeHost alone = hub.alone();
        long retained = (heap() - before) / PEERS;
        Reference.reachabilityFence(alone);
        System.out.printf(
                Locale.ROOT,
                "%-32s %,d peers at once through the hosts: %6.0f /s, %d datagrams sent again, %s%n",
                "PSK",
                PEERS,
                rate,
                hub.datagrams() - MESSAGES_OF_A_HANDSHAKE * PEERS,
                verdict(hub.datagrams() == MESSAGES_OF_A_HANDSHAKE * PEERS));
        reportHeap("heap of a hub's IKE SA", retained, "with its child and all that the host keeps of the peer");
    }

    private static long heap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        for (int i = 0; i < SETTLING; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }

    private void strongSwan(double session, String[] command) throws IOException, InterruptedException {
        Process load = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String[] figures = new String(load.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                .strip()
                .split(" ");
        if (load.waitFor() != 0) {
            System.out.println("strongSwan                       not measured, so nothing is said about it");
            return;
        }
        double rate = Double.parseDouble(figures[0]);
        System.out.printf(
                Locale.ROOT,
                "%-32s strongSwan's load-tester %6.0f /s, sessions %6.0f /s: %.1f times, bar 1, %s%n",
                "PSK",
                rate,
                session,
                session / rate,
                verdict(session > rate));
        System.out.printf(
                Locale.ROOT, "%-32s %s KiB of strongSwan's memory for each IKE SA with its child%n", "", figures[1]);
    }

    private String verdict(boolean holds) {
        met &= holds;
        return holds ? "met" : "MISSED";
    }
}
