package io.secureconnect.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a test class within a test and keeps what became of each of its tests. */
public final class TestRun implements TestExecutionListener {
    private final Map<String, Throwable> failures = new TreeMap<>();
    private int passed;

    private TestRun() {}

    public static TestRun of(Class<?> testClass) {
        TestRun run = new TestRun();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(testClass))
                .configurationParameter("junit.platform.output.capture.stderr", "false")
                .build();
        LauncherFactory.create().execute(request, run);
        return run;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest() && result.getStatus() == Status.FAILED) {
            failures.put(test.getDisplayName(), result.getThrowable().orElseGet(() -> new AssertionError("no cause")));
        } else if (test.isTest() && result.getStatus() == Status.SUCCESSFUL) {
            passed++;
        }
    }

    /** By the names of the tests. */
    public Map<String, Throwable> failures() {
        return failures;
    }

    public int passed() {
        return passed;
    }
}
