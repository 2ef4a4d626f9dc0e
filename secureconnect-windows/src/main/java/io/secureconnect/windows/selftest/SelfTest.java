package io.secureconnect.windows.selftest;

import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.spi.SelfTestReport;
import io.secureconnect.spi.SelfTestReport.Result;
import io.secureconnect.spi.SelfTestReport.Verdict;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.engine.WfpError;
import io.secureconnect.windows.engine.WfpException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Asks a Windows all questions, one after the other. Each has objects of its own, which are gone when the next is asked. What
 * is persistent is in transactions that are never committed, so that whatever could not be removed goes with the next restart.
 * Not thread-safe.
 */
public final class SelfTest {
    private static final List<Check> CHECKS = List.of(
            new AbortedPlan(),
            new FilterReadBack(),
            new SuppressedNegotiation(),
            new BootTimeFilters(),
            new SaWithoutPlace(),
            new SaReadBack(),
            new Ipv6ByteOrder(),
            new OwnSubLayer(),
            new ChosenSpi(),
            new TakenSpi(),
            new LarvalContext(),
            new TwoContexts(),
            new DuplicateDeletion(),
            new ZeroLifetime(),
            new UdpAtSpi(),
            new UdpByUpdate(),
            new ExpiredContext(),
            new FilterInUse(),
            new NativePolicyContexts(IkeVersion.IKEV1, "windows/native-ikev1"),
            new NativePolicyContexts(IkeVersion.IKEV2, "windows/native-ikev2"));

    private final FilterEngine.Source source;
    private final RandomGenerator random;

    /** @param random keys of SAs and of objects come from it; a {@link java.security.SecureRandom} but in tests */
    public SelfTest(FilterEngine.Source source, RandomGenerator random) {
        this.source = source;
        this.random = random;
    }

    /** @param system what to call this Windows in the report */
    public SelfTestReport run(String system) {
        List<Result> results = new ArrayList<>();
        List<String> left = new ArrayList<>();
        CHECKS.forEach(check -> results.add(ask(check, left)));
        OpenQuestion.ALL.forEach(question -> results.add(question.told()));
        return new SelfTestReport(system, results, left);
    }

    private Result ask(Check check, List<String> left) {
        Bench bench;
        try {
            bench = new Bench(source, random);
        } catch (WfpException | SecureConnectException e) {
            return result(check, List.of(), new Answer(Verdict.NOT_RUN, reason(e)));
        }
        Answer answer = answer(check, bench);
        Answer end = close(bench, answer);
        bench.remove().forEach(remnant -> left.add(check.id() + ": " + remnant + "; a restart of Windows removes it"));
        return result(check, bench.steps(), end);
    }

    private static Answer answer(Check check, Bench bench) {
        try {
            return check.ask(bench);
        } catch (WfpException e) {
            return e.is(WfpError.ERROR_ACCESS_DENIED)
                    ? new Answer(Verdict.NOT_RUN, reason(e))
                    : Answer.failed("Windows refuses what it has to take: " + e.getMessage());
        } catch (SecureConnectException e) {
            return new Answer(Verdict.NOT_RUN, reason(e));
        } catch (RuntimeException e) {
            return Answer.failed("the check itself failed: " + e);
        }
    }

    private static Answer close(Bench bench, Answer answer) {
        try {
            bench.close();
            return answer;
        } catch (WfpException | SecureConnectException e) {
            return Answer.failed(answer.text() + "; the session does not end: " + e.getMessage());
        }
    }

    private static String reason(RuntimeException e) {
        boolean denied = e instanceof WfpException && ((WfpException) e).is(WfpError.ERROR_ACCESS_DENIED);
        return e.getMessage() + (denied ? "; run as an administrator, elevated" : "");
    }

    private static Result result(Check check, List<String> steps, Answer answer) {
        return new Result(check.id(), check.question(), steps, answer.text(), answer.verdict());
    }
}
