package io.secureconnect.examples.quickstart;

import io.secureconnect.api.ApplyReport;
import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.plan.FleetPlan;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.examples.console.Palette;
import io.secureconnect.spi.RandomSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Two hosts, one policy: what is encrypted, what is blocked, what a rotation costs; and the same by IKE. */
public final class Quickstart {
    private static final String PROVIDER = "db1";
    private static final String CONSUMER = "web1";
    private static final String UNFIT = "db9";

    private final Story story;
    private final RandomSource random;

    public Quickstart(PrintWriter out, Palette palette, RandomSource random) {
        this.story = new Story(out, palette);
        this.random = random;
    }

    /** Tells the story; false if something in it did not turn out as it should. */
    public boolean run() throws IOException {
        story.chapter("A policy: what is labelled \"web\" and what is labelled \"db\" speak ESP to each other");
        byte[] text = policyText();
        new String(text, StandardCharsets.UTF_8).lines().forEach(story::fact);
        PolicyDocument policy = SecureConnect.policies().read(new ByteArrayInputStream(text));

        story.chapter("What it means: a pair is encrypted, or blocked for a reason, never clear");
        FleetPlan plan = SecureConnect.policies().resolve(policy);
        story.table(verdicts(plan));

        try (MemoryFleet fleet = new MemoryFleet(policy, random, PROVIDER, CONSUMER)) {
            MemoryHost web = fleet.host(CONSUMER);
            MemoryHost db = fleet.host(PROVIDER);
            Traffic traffic = new Traffic(story, web, db);

            story.chapter("The policy is put in force on both hosts; there are no keys yet");
            apply(policy, web);
            apply(policy, db);
            traffic.nothingPassesInClear();

            story.chapter("Keys: fresh for each direction, sealed to their host, in three phases");
            fleet.issue(
                    plan,
                    instruction -> {},
                    instruction -> story.fact(instruction.workload() + " has done " + instruction.phase()
                            + " (it came in " + instruction.envelope().length + " sealed octets)"));
            story.claim(fleet.isKeyed(), "both hosts have answered every phase");

            story.chapter("A packet");
            traffic.onePacketInEsp();

            story.chapter("What does not pass");
            traffic.nothingPassesInClear();
            traffic.nothingPassesTo(MemoryFleet.addressOf(policy, UNFIT), plan.explain(CONSUMER, UNFIT));

            story.chapter("New keys while packets flow");
            traffic.rotation(fleet);

            story.chapter("How it stands");
            story.table(paths(web, db));
        }

        story.chapter("The same without a distributor: the hosts agree on keys by themselves, by IKE");
        new IkeAct(story, CONSUMER, PROVIDER).play(policy, random);
        return story.isTrue();
    }

    private void apply(PolicyDocument policy, MemoryHost host) {
        ApplyReport report = host.apply(policy);
        story.claim(report.complete(), host.workload() + ": " + report.written() + " changes written to its kernel");
        story.claim(host.apply(policy).written() == 0, host.workload() + ": applied once more, it writes nothing");
    }

    private static List<String[]> verdicts(FleetPlan plan) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"A", "B", "VERDICT", "REASON", "SUITES", "PATH"});
        plan.associations()
                .forEach(a -> rows.add(new String[] {
                    a.a(),
                    a.b(),
                    a.verdict().name(),
                    a.reason().map(Enum::name).orElse("-"),
                    a.espProposals().toString(),
                    a.paths().get(0).fromA().toString()
                }));
        return rows;
    }

    private static List<String[]> paths(MemoryHost... hosts) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"HOST", "PEER", "STATE", "REASON", "SAS", "PACKETS"});
        for (MemoryHost host : hosts) {
            host.status()
                    .paths()
                    .forEach(path -> rows.add(new String[] {
                        host.workload(),
                        path.peer(),
                        path.state().name(),
                        path.reason().map(Enum::name).orElse("-"),
                        String.valueOf(path.sas().size()),
                        String.valueOf(path.sas().stream()
                                .mapToLong(sa -> sa.packets().orElse(0))
                                .sum())
                    }));
        }
        return rows;
    }

    private static byte[] policyText() throws IOException {
        try (InputStream in = Objects.requireNonNull(Quickstart.class.getResourceAsStream("policy.json"))) {
            return in.readAllBytes();
        }
    }
}
