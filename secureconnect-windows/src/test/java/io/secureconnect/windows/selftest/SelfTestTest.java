package io.secureconnect.windows.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.spi.SelfTestReport;
import io.secureconnect.spi.SelfTestReport.Result;
import io.secureconnect.spi.SelfTestReport.Verdict;
import io.secureconnect.testkit.time.SeededRandom;
import io.secureconnect.windows.backend.ModelBackends;
import io.secureconnect.windows.backend.WindowsBackend;
import io.secureconnect.windows.backend.WindowsBackendOptions;
import io.secureconnect.windows.model.Stranger;
import io.secureconnect.windows.model.WindowsHost;
import java.util.List;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rung-V4")
class SelfTestTest {
    private static final HostPair PATH = new HostPair(IpAddress.parse("192.0.2.1"), IpAddress.parse("192.0.2.2"));

    /** With objects of another program between the very addresses of the self-test. */
    private static WindowsHost host(boolean refusesSetSpi) {
        WindowsHost host =
                WindowsHost.builder("host").refusesSetSpi(refusesSetSpi).build();
        Stranger stranger = new Stranger(host, new SeededRandom(7));
        for (Direction direction : Direction.values()) {
            stranger.addPolicy(TrafficSelector.of(PATH), direction, true);
            if (!refusesSetSpi) {
                stranger.addSa(PATH, direction, 0x4711);
            }
        }
        return host;
    }

    private static SelfTestReport run(RefusingSource source) {
        return new SelfTest(source, new Random(1)).run("model");
    }

    private static RefusingSource of(WindowsHost host, BiPredicate<Integer, String> refuses) {
        return new RefusingSource(host.source(), refuses);
    }

    private static Result result(SelfTestReport report, String id) {
        return report.results().stream()
                .filter(found -> found.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyQuestionIsAnsweredOverTheModelAndNothingStays() {
        WindowsHost host = host(false);
        List<String> foreign = host.foreignObjects();
        SelfTestReport report = run(of(host, (call, name) -> false));
        assertThat(report.results())
                .noneMatch(result -> result.verdict() == Verdict.FAILED || result.verdict() == Verdict.NOT_RUN);
        assertThat(report.isClean()).isTrue();
        assertThat(host.ownObjects()).isEmpty();
        assertThat(host.foreignObjects()).isEqualTo(foreign);
        assertThat(report.results())
                .extracting(Result::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("windows/[a-z0-9-]+"));
    }

    @Test
    void answersAreThoseOfTheModel() {
        SelfTestReport report = run(of(host(false), (call, name) -> false));
        assertThat(result(report, "windows/ipv6-byte-order").answer()).startsWith("network order; reversed octets are");
        assertThat(result(report, "windows/zero-lifetime").verdict()).isEqualTo(Verdict.NEEDS_PACKETS);
        assertThat(result(report, "windows/set-spi").answer()).isEqualTo("it may be chosen");
        assertThat(result(report, "windows/taken-spi").answer()).contains("FWP_E_ALREADY_EXISTS");
        assertThat(result(report, "windows/sa-places").answer())
                .isEqualTo("in a transaction yes, as documented; in a dynamic session yes, as documented");
        assertThat(result(report, "windows/larval-context").answer()).endsWith(", its SPI is told");
        assertThat(result(report, "windows/duplicate-deletion").answer()).doesNotContain("outbound SA");
        assertThat(result(report, "windows/two-contexts").answer())
                .isEqualTo("both are taken; the older one has then inbound SA and outbound SA, the newer one inbound SA"
                        + " and outbound SA");
        assertThat(result(report, "windows/filter-read-back").answer()).startsWith("all ");
    }

    @Test
    void aWindowsThatLetsNobodyChooseSpisIsToldSo() {
        SelfTestReport report = run(of(host(true), (call, name) -> false));
        assertThat(result(report, "windows/set-spi").answer()).contains("0x80320035 FWP_E_INVALID_PARAMETER");
        assertThat(report.isClean()).isTrue();
    }

    @Test
    void whicheverCallFailsNothingStays() {
        RefusingSource clean = of(host(false), (call, name) -> false);
        run(clean);
        assertThat(clean.calls()).isGreaterThan(100);
        // Every call and some, for what is refused brings more.
        for (int refused = 1; refused <= clean.calls() + 10; refused++) {
            int number = refused;
            WindowsHost host = host(false);
            List<String> foreign = host.foreignObjects();
            SelfTestReport report = run(of(host, (call, name) -> call == number));
            assertThat(host.ownObjects()).as("call %s refused", number).isEmpty();
            assertThat(host.foreignObjects()).as("call %s refused", number).isEqualTo(foreign);
            assertThat(report.leftBehind()).as("call %s refused", number).isEmpty();
        }
    }

    @Test
    void aFunctionThatAlwaysFailsLeavesOnlyWhatItAloneRemovesAndThatIsTold() {
        for (String function : List.of(
                "begin",
                "abort",
                "add",
                "filter",
                "createSaContext",
                "spi",
                "setSpi",
                "addInbound",
                "addOutbound",
                "saContext",
                "saContexts",
                "update",
                "expire",
                "deleteSaContext",
                "deleteFilter",
                "deleteSubLayer",
                "deleteProvider",
                "close")) {
            WindowsHost host = host(false);
            List<String> foreign = host.foreignObjects();
            SelfTestReport report = run(of(host, (call, name) -> name.equals(function)));
            assertThat(host.foreignObjects()).as(function).isEqualTo(foreign);
            if (host.ownObjects().isEmpty()) {
                assertThat(function).isNotIn("deleteFilter", "deleteSubLayer", "deleteProvider", "deleteSaContext");
            } else {
                assertThat(report.leftBehind()).as(function).isNotEmpty().allMatch(text -> text.contains("restart"));
                assertThat(report.isClean()).as(function).isFalse();
            }
        }
    }

    @Test
    void withoutTheFilterEngineNoQuestionIsAsked() {
        SelfTestReport report = run(of(host(false), (call, name) -> name.equals("open")));
        assertThat(report.results())
                .filteredOn(result -> result.verdict() != Verdict.NEEDS_PACKETS)
                .isNotEmpty()
                .allMatch(result ->
                        result.verdict() == Verdict.NOT_RUN && result.answer().contains("open failed"));
    }

    @Test
    void aRefusalThatMustNotBeIsAFailure() {
        SelfTestReport report = run(of(host(false), (call, name) -> name.equals("addInbound")));
        assertThat(result(report, "windows/sa-read-back").verdict()).isEqualTo(Verdict.FAILED);
        assertThat(report.isClean()).isFalse();
    }

    @Test
    void nothingOfARunningBackendIsTouched() {
        WindowsHost host = host(false);
        try (WindowsBackend backend = ModelBackends.open(host, WindowsBackendOptions.STANDARD)) {
            List<String> before = host.ownObjects();
            run(of(host, (call, name) -> false));
            assertThat(host.ownObjects()).isEqualTo(before);
            assertThat(backend.snapshot().paths()).isEmpty();
        }
    }

    @Test
    void noKeyIsInTheReport() {
        WindowsHost host = host(false);
        SelfTestReport report = run(of(host, (call, name) -> false));
        String text = Stream.concat(report.results().stream().map(Result::toString), report.leftBehind().stream())
                .collect(Collectors.joining("\n"));
        // A key has 32 octets and more; nothing here has that many digits in a row but GUIDs with their dashes.
        assertThat(text).doesNotContainPattern("[0-9a-fA-F]{17,}");
    }
}
