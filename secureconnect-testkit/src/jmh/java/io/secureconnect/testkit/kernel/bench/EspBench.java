package io.secureconnect.testkit.kernel.bench;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link EspBenchmark} and prints each figure beside its yardstick. */
public final class EspBench {
    private static final double SPEED_BAR = 0.5;
    private static final double GARBAGE_BAR = 2048;
    private static final double NANOS_IN_SECOND = 1e9;
    private static final String GARBAGE = "gc.alloc.rate.norm";

    private EspBench() {}

    /** One benchmark's figures: operations in a second of processor time, and octets of garbage for each. */
    private record Figure(double rate, double garbage) {}

    public static void main(String[] arguments) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(EspBenchmark.class.getName())
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        Map<Integer, Map<String, Figure>> figures = new TreeMap<>();
        for (RunResult result : results) {
            int size = Integer.parseInt(result.getParams().getParam("size"));
            figures.computeIfAbsent(size, s -> new TreeMap<>())
                    .put(result.getPrimaryResult().getLabel(), figure(result));
        }
        print(figures);
    }

    private static Figure figure(RunResult result) {
        return new Figure(
                secondary(result, "operations") / secondary(result, "nanos") * NANOS_IN_SECOND,
                secondary(result, GARBAGE));
    }

    private static double secondary(RunResult result, String name) {
        return result.getSecondaryResults().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(name))
                .mapToDouble(entry -> entry.getValue().getScore())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("JMH gave no " + name));
    }

    private static void print(Map<Integer, Map<String, Figure>> figures) {
        System.out.println("ESP seal + open, AES-128-GCM with ESN, operations in a second of processor time, JDK "
                + System.getProperty("java.version"));
        System.out.printf(
                Locale.ROOT,
                "%8s %16s %16s %8s %14s %14s %20s%n",
                "octets",
                "bare Cipher /s",
                "transform /s",
                "ratio",
                "garbage B/op",
                "(bare Cipher)",
                "kernel to kernel /s");
        double slowest = Double.MAX_VALUE;
        double mostGarbage = 0;
        double mostOfBare = 0;
        for (Map.Entry<Integer, Map<String, Figure>> row : figures.entrySet()) {
            Figure bare = row.getValue().get("bareCipher");
            Figure transform = row.getValue().get("transform");
            Figure kernel = row.getValue().get("kernelToKernel");
            double ratio = transform.rate / bare.rate;
            slowest = Math.min(slowest, ratio);
            mostGarbage = Math.max(mostGarbage, transform.garbage);
            mostOfBare = Math.max(mostOfBare, bare.garbage);
            System.out.printf(
                    Locale.ROOT,
                    "%8d %16.0f %16.0f %7.0f%% %14.0f %14.0f %20.0f%n",
                    row.getKey(),
                    bare.rate,
                    transform.rate,
                    ratio * 100,
                    transform.garbage,
                    bare.garbage,
                    kernel.rate);
        }
        System.out.printf(
                Locale.ROOT,
                "bar, speed at least 50%% of bare Cipher: %.0f%%, %s%n",
                slowest * 100,
                verdict(slowest >= SPEED_BAR));
        System.out.printf(
                Locale.ROOT,
                "bar, garbage at most 2048 octets: %.0f, %s (bare Cipher alone makes up to %.0f)%n",
                mostGarbage,
                verdict(mostGarbage <= GARBAGE_BAR),
                mostOfBare);
    }

    private static String verdict(boolean met) {
        return met ? "met" : "MISSED";
    }
}
