package io.secureconnect.linux.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The witness: every packet at one end of a wire, recorded by tcpdump from before {@link #start} returns until
 * {@link #stop}, which fails if even one got away. Inbound packets are seen before the kernel's IPsec, outbound ones
 * after it, so this is what is on the wire.
 *
 * <p>Filters are in tcpdump's language (pcap-filter(7)). A proof counts what must not be there, to zero.
 */
public final class Capture {
    /** ESP of both families, not inside UDP. */
    public static final String ESP = "esp";

    /**
     * Neither ESP nor what a link needs to live: ARP, neighbour discovery (ICMPv6 133 to 136) and multicast listener
     * reports (ICMPv6 143 behind a hop-by-hop header). Traffic between hosts that matches this went out in clear.
     */
    public static final String CLEAR = "not (esp or arp or (icmp6 and ip6[40] >= 133 and ip6[40] <= 136)"
            + " or (ip6 proto 0 and ip6[40] = 58 and ip6[48] = 143))";

    /** More than any packet of a wire has. */
    private static final String SNAPSHOT_OCTETS = "9216";
    /** The kernel's ring holds a whole scenario's packets, so that none is lost however late tcpdump reads. */
    private static final String RING_KIBIBYTES = "98304";

    private static final Pattern COUNTS = Pattern.compile("(\\d+) packets? captured[,\\s]+"
            + "(\\d+) packets? received by filter[,\\s]+(\\d+) packets? dropped by kernel");

    private final RunningProcess tcpdump;
    private final Path recording;
    private final Path file;

    private Capture(RunningProcess tcpdump, Path recording, Path file) {
        this.tcpdump = tcpdump;
        this.recording = recording;
        this.file = file;
    }

    static Capture start(Wire.End end, Path file) {
        Path recording = Path.of("/dev/shm", end.namespace() + "-" + file.getFileName());
        RunningProcess tcpdump = end.namespace()
                .start(
                        "tcpdump",
                        "-n",
                        "-s",
                        SNAPSHOT_OCTETS,
                        "-B",
                        RING_KIBIBYTES,
                        "-Z",
                        "root",
                        "-i",
                        end.device(),
                        "-w",
                        recording.toString());
        tcpdump.awaitOutput("listening on");
        return new Capture(tcpdump, recording, file);
    }

    /**
     * Ends the recording once every packet that passed so far is in the file.
     *
     * @throws AssertionError if the kernel dropped a packet before tcpdump could read it
     */
    public Capture stop() {
        if (tcpdump.isAlive()) {
            Await.until("tcpdump to have written all it received", this::isComplete);
            tcpdump.signal("INT");
            tcpdump.awaitExit(Await.LIMIT);
            moveToResults();
        }
        Matcher counts = lastCounts();
        if (!counts.group(3).equals("0")) {
            throw new AssertionError("the capture proves nothing, for the kernel " + counts.group());
        }
        return this;
    }

    /** Recorded in memory, for the folder that outlives the guest is slow to write. */
    private void moveToResults() {
        try {
            Files.copy(recording, file, StandardCopyOption.REPLACE_EXISTING);
            Files.delete(recording);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** tcpdump tells its counts when it gets SIGUSR1: read from the kernel's ring against put into it. */
    private boolean isComplete() {
        int before = tcpdump.output().length();
        tcpdump.signal("USR1");
        Await.until(
                "tcpdump's counts",
                () -> COUNTS.matcher(tcpdump.output().substring(before)).find());
        Matcher counts = lastCounts();
        return Long.parseLong(counts.group(1)) + Long.parseLong(counts.group(3)) >= Long.parseLong(counts.group(2));
    }

    private Matcher lastCounts() {
        Matcher found = COUNTS.matcher(tcpdump.output());
        int start = -1;
        while (found.find()) {
            start = found.start();
        }
        if (start < 0 || !found.find(start)) {
            throw new AssertionError("tcpdump told no counts:\n" + tcpdump.output());
        }
        return found;
    }

    /** How many recorded packets match {@code filter}; {@link #stop} first. */
    public int count(String filter) {
        return Math.toIntExact(show(filter).lines().count());
    }

    /** A line for each recorded packet that matches {@code filter}, for messages of failed assertions. */
    public String show(String filter) {
        if (tcpdump.isAlive()) {
            throw new IllegalStateException("stop the capture before it is read");
        }
        return Command.of("tcpdump", "-n", "-r", file.toString(), filter)
                .run()
                .orThrow()
                .output();
    }

    /** The recording, in pcap format. */
    public Path file() {
        return file;
    }
}
