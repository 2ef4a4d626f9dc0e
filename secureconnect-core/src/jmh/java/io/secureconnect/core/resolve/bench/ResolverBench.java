package io.secureconnect.core.resolve.bench;

import io.secureconnect.api.plan.FleetPlan;
import io.secureconnect.api.plan.HostAssociation;
import io.secureconnect.api.plan.HostPlan;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.core.resolve.NaiveResolver;
import io.secureconnect.core.resolve.PolicyResolver;
import io.secureconnect.core.resolve.StandardWorkload;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;

/**
 * The resolver on the standard workload, beside {@link BareBitmaps} in the same run. Ratios are what counts; the times
 * are those of this machine.
 *
 * <p>Arguments: pairs of fleet size and rules; without any 10,000 x 1,000 and 100,000 x 10,000.
 */
public final class ResolverBench {
    private static final double MOST_LOAD = 4;
    private static final double MOST_PLAN = 5;
    private static final int ROUNDS = 31;
    private static final long WARM_UP_NANOS = 6_000_000_000L;
    private static final int WARM_UP = 5;
    private static final int PLAN_ROUNDS = 7;
    private static final int SAMPLED_HOSTS = 20_000;
    private static final int NAIVE_HOSTS = 100;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final StandardWorkload workload;
    private final PolicyDocument document;
    private final int size;
    private final boolean naiveCanDoIt;
    private boolean held = true;

    private ResolverBench(int size, int rules, double share) {
        this.size = size;
        this.naiveCanDoIt = size <= 10_000;
        workload = new StandardWorkload(size, rules, share, false, 42);
        document = workload.document();
        System.out.printf(Locale.ROOT, "%nW(%,d hosts, %,d rules, share %.1f, seed 42)%n", size, rules, share);
    }

    /** Ends with status 1 if a digest differs or a bar does not hold. */
    public static void main(String[] arguments) {
        int[][] sizes = {{10_000, 1_000}, {100_000, 10_000}};
        if (arguments.length > 0) {
            sizes = new int[arguments.length / 2][];
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] = new int[] {Integer.parseInt(arguments[2 * i]), Integer.parseInt(arguments[2 * i + 1])};
            }
        }
        System.out.printf(
                Locale.ROOT,
                "Resolver beside a bare RoaringBitmap program, JDK %s, one thread%n",
                System.getProperty("java.version"));
        boolean held = true;
        for (int[] each : sizes) {
            ResolverBench bench = new ResolverBench(each[0], each[1], 1.0);
            bench.compareDigests();
            bench.measureLoad();
            bench.measurePlans();
            bench.measureHeap();
            held &= bench.held;
        }
        System.out.println(held ? "\nall bars hold" : "\nA BAR DOES NOT HOLD");
        System.exit(held ? 0 : 1);
    }

    private void compareDigests() {
        BareBitmaps bare = new BareBitmaps(workload);
        FleetPlan plan = PolicyResolver.resolve(document);
        PairDigest bareDigest = digest(bare);
        PairDigest digest = digest(plan);
        report("digest of the bare program", bareDigest.toString());
        report("digest of the resolver", digest + verdict(digest.equals(bareDigest)));
        NaiveResolver naive = new NaiveResolver(document);
        if (naiveCanDoIt) {
            PairDigest naiveDigest = new PairDigest();
            naive.resolve()
                    .pairs()
                    .keySet()
                    .forEach(pair -> naiveDigest.add(StandardWorkload.host(pair.a()), StandardWorkload.host(pair.b())));
            report("digest of the naive resolver", naiveDigest + verdict(digest.equals(naiveDigest)));
        } else {
            compareSampledHosts(plan, naive);
        }
    }

    private void compareSampledHosts(FleetPlan plan, NaiveResolver naive) {
        SplittableRandom random = new SplittableRandom(7);
        int equal = 0;
        for (int i = 0; i < NAIVE_HOSTS; i++) {
            String id = StandardWorkload.id(random.nextInt(size));
            boolean same = plan.host(id).associations().stream()
                    .map(HostAssociation::remote)
                    .collect(Collectors.toCollection(TreeSet::new))
                    .equals(naive.peersOf(id));
            equal += same ? 1 : 0;
        }
        report(
                "hosts equal to the naive resolver's",
                equal + " of " + NAIVE_HOSTS + " sampled (it is too slow for all)" + verdict(equal == NAIVE_HOSTS));
    }

    private PairDigest digest(BareBitmaps bare) {
        PairDigest digest = new PairDigest();
        for (int host = 0; host < size; host++) {
            int a = host;
            bare.plan(host).forEach((int b) -> {
                if (b > a) {
                    digest.add(a, b);
                }
            });
        }
        return digest;
    }

    private static PairDigest digest(FleetPlan plan) {
        PairDigest digest = new PairDigest();
        plan.associations()
                .forEach(pair -> digest.add(StandardWorkload.host(pair.a()), StandardWorkload.host(pair.b())));
        return digest;
    }

    /** Until the compiler has seen both for a while; a small fleet takes more rounds than a large one. */
    private void warmUp() {
        long end = THREADS.getCurrentThreadCpuTime() + WARM_UP_NANOS;
        while (THREADS.getCurrentThreadCpuTime() < end) {
            Reference.reachabilityFence(new BareBitmaps(workload));
            Reference.reachabilityFence(PolicyResolver.resolve(document));
        }
    }

    private void measureLoad() {
        Timings bare = new Timings(ROUNDS);
        Timings ours = new Timings(ROUNDS);
        warmUp();
        for (int round = 0; round < ROUNDS; round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            Reference.reachabilityFence(new BareBitmaps(workload));
            long middle = THREADS.getCurrentThreadCpuTime();
            Reference.reachabilityFence(PolicyResolver.resolve(document));
            long end = THREADS.getCurrentThreadCpuTime();
            bare.least(round, middle - start);
            ours.least(round, end - middle);
        }
        report(
                "load, bare (median, CPU of the thread)",
                String.format(Locale.ROOT, "%.1f ms", bare.quantile(0.5) / 1e6));
        report("load, resolver", String.format(Locale.ROOT, "%.1f ms", ours.quantile(0.5) / 1e6));
        bar("load", ours.quantile(0.5) / bare.quantile(0.5), MOST_LOAD);
    }

    /**
     * Each round with plans that were never asked before, so that nothing is known from another round. A host's time is
     * the least of all rounds, for other programs on the machine only ever add to it; mean and p99 are over the hosts.
     */
    private void measurePlans() {
        int[] hosts = new SplittableRandom(11)
                .ints(Math.min(SAMPLED_HOSTS, size), 0, size)
                .toArray();
        String[] ids = Arrays.stream(hosts).mapToObj(StandardWorkload::id).toArray(String[]::new);
        Timings bareTimes = new Timings(hosts.length);
        Timings ourTimes = new Timings(hosts.length);
        long associations = 0;
        for (int round = -WARM_UP; round < PLAN_ROUNDS; round++) {
            BareBitmaps bare = new BareBitmaps(workload);
            FleetPlan ours = PolicyResolver.resolve(document);
            associations = 0;
            for (int i = 0; i < hosts.length; i++) {
                long start = System.nanoTime();
                RoaringBitmap peers = bare.plan(hosts[i]);
                long middle = System.nanoTime();
                HostPlan plan = ours.host(ids[i]);
                long end = System.nanoTime();
                Reference.reachabilityFence(peers);
                associations += plan.associations().size();
                if (round >= 0) {
                    bareTimes.least(i, middle - start);
                    ourTimes.least(i, end - middle);
                }
            }
        }
        report(
                "associations of a sampled host",
                String.format(Locale.ROOT, "%.1f mean", associations / (double) hosts.length));
        report("one host's plan, bare", microseconds(bareTimes));
        report("one host's plan, resolver", microseconds(ourTimes));
        bar("one plan, mean", ourTimes.mean() / bareTimes.mean(), MOST_PLAN);
        bar("one plan, p99", ourTimes.quantile(0.99) / bareTimes.quantile(0.99), MOST_PLAN);
    }

    private void measureHeap() {
        long empty = usedHeap();
        BareBitmaps bare = new BareBitmaps(workload);
        long withBare = usedHeap();
        Reference.reachabilityFence(bare);
        bare = null;
        long before = usedHeap();
        FleetPlan plan = PolicyResolver.resolve(document);
        long loaded = usedHeap();
        PairDigest digest = digest(plan);
        long streamed = usedHeap();
        Reference.reachabilityFence(plan);
        report("retained by the bare program", megabytes(withBare - empty));
        report("retained by the plan", megabytes(loaded - before));
        report("retained after all pairs were read", megabytes(streamed - before));
        report(
                "a list of all pairs would take",
                megabytes(8 * digest.count()) + " as numbers, some " + megabytes(100 * digest.count()) + " as objects");
        boolean noList = streamed - before < loaded - before + 2 * digest.count() + (1 << 20);
        report("no list of pairs is held", verdict(noList));
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    private static String megabytes(long octets) {
        return String.format(Locale.ROOT, "%.1f MB", octets / 1e6);
    }

    private static String microseconds(Timings timings) {
        return String.format(
                Locale.ROOT, "%.1f us mean, %.1f us p99", timings.mean() / 1e3, timings.quantile(0.99) / 1e3);
    }

    private void bar(String what, double ratio, double most) {
        report(
                what + ", ratio",
                String.format(Locale.ROOT, "%.2f x, bar %.0f x", ratio, most) + verdict(ratio <= most));
    }

    private String verdict(boolean good) {
        held &= good;
        return good ? " - ok" : " - NOT MET";
    }

    private static void report(String what, String figure) {
        System.out.printf("  %-38s %s%n", what, figure);
    }
}
