package io.secureconnect.testkit.ike.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/** Handshakes in a second of this thread's processor time, so that a ratio holds on a machine with other things to do. */
final class CpuRate {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double NANOS_IN_SECOND = 1e9;

    private CpuRate() {}

    /** Work to be timed, with how many handshakes it is. */
    interface Work {
        void run() throws GeneralSecurityException;
    }

    static double of(int handshakes, Work work) throws GeneralSecurityException {
        long start = THREADS.getCurrentThreadCpuTime();
        work.run();
        return handshakes * NANOS_IN_SECOND / (THREADS.getCurrentThreadCpuTime() - start);
    }

    /** The median rate of each, after rounds in which all take turns; the first {@code warmUp} rounds don't count. */
    static double[] taken(int warmUp, int rounds, int batch, Handshake... subjects) throws GeneralSecurityException {
        double[][] rates = new double[subjects.length][rounds];
        for (int round = -warmUp; round < rounds; round++) {
            for (int i = 0; i < subjects.length; i++) {
                Handshake subject = subjects[i];
                double rate = of(batch, () -> repeat(batch, subject));
                if (round >= 0) {
                    rates[i][round] = rate;
                }
            }
        }
        return Arrays.stream(rates).mapToDouble(CpuRate::median).toArray();
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void repeat(int batch, Handshake subject) throws GeneralSecurityException {
        for (int i = 0; i < batch; i++) {
            subject.run();
        }
    }
}
