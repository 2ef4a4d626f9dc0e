package io.secureconnect.windows.fake;

import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.windows.engine.WfpError;
import io.secureconnect.windows.engine.WfpErrorNames;
import io.secureconnect.windows.model.WindowsHost;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Rung V5: errors at every call that a backend makes in its life, by way of JNA and C over the model of Windows. It says so
 * cleanly, nothing passes in clear, nothing stays behind in memory, and the next process can take everything away.
 */
@Tag("rung-V5")
@Tag("slow")
class BackendFaultTest {
    private static final Set<Integer> ABSENT = Stream.of(
                    WfpError.FWP_E_NOT_FOUND,
                    WfpError.FWP_E_FILTER_NOT_FOUND,
                    WfpError.FWP_E_PROVIDER_NOT_FOUND,
                    WfpError.FWP_E_SUBLAYER_NOT_FOUND)
            .map(WfpError::code)
            .collect(toSet());

    /** Those that somebody decides by, and one for service and for rights that are gone; how texts differ is not looked at here. */
    private static final Set<WfpError> DECIDED_BY = EnumSet.of(
            WfpError.FWP_E_NOT_FOUND,
            WfpError.FWP_E_FILTER_NOT_FOUND,
            WfpError.FWP_E_PROVIDER_NOT_FOUND,
            WfpError.FWP_E_SUBLAYER_NOT_FOUND,
            WfpError.FWP_E_ALREADY_EXISTS,
            WfpError.FWP_E_IN_USE,
            WfpError.FWP_E_DYNAMIC_SESSION_IN_PROGRESS,
            WfpError.FWP_E_TXN_IN_PROGRESS,
            WfpError.FWP_E_NET_EVENTS_DISABLED,
            WfpError.FWP_E_INVALID_PARAMETER,
            WfpError.ERROR_ACCESS_DENIED,
            WfpError.RPC_S_SERVER_UNAVAILABLE);

    /** How often a life calls each function. */
    private static Map<String, Integer> calls() {
        WindowsHost host = WindowsHost.named("host");
        PluggedHost plugged = new PluggedHost(host);
        BackendLife life = new BackendLife(host, plugged.source());
        Map<String, Integer> calls = new TreeMap<>();
        plugged.fake()
                .trace(life::live)
                .lines()
                .filter(line -> plugged.fake().functions().containsKey(line))
                .forEach(function -> calls.merge(function, 1, Integer::sum));
        assertThat(life.refused()).isEmpty();
        assertThat(life.clearPackets()).isZero();
        assertThat(life.events()).isPositive();
        assertThat(host.ownObjects()).isEmpty();
        plugged.assertNothingIsLeft(0);
        return calls;
    }

    private static List<Integer> codes() {
        return Stream.concat(
                        WfpErrorNames.all().keySet().stream().sorted(),
                        Stream.of(WfpError.values()).map(WfpError::code))
                .distinct()
                .collect(toList());
    }

    @Test
    void aLifeWithoutErrorsLeavesNothing() {
        assertThat(calls()).hasSizeGreaterThan(25);
    }

    /** Each call of each function fails once, with one code after the other. */
    @TestFactory
    Stream<DynamicTest> everyCallMayFail() {
        List<Integer> codes = codes();
        List<DynamicTest> tests = new ArrayList<>();
        int[] next = {0};
        calls().forEach((function, times) -> {
            int first = next[0];
            next[0] += times;
            tests.add(DynamicTest.dynamicTest(
                    function + " " + times + " times",
                    () -> IntStream.rangeClosed(1, times)
                            .forEach(nth -> live(function, nth, codes.get((first + nth) % codes.size())))));
        });
        return tests.stream();
    }

    /** Each function fails for good, with each of the codes that somebody decides by. */
    @TestFactory
    Stream<DynamicTest> everyFunctionMayFailForGood() {
        return calls().keySet().stream()
                .map(function -> DynamicTest.dynamicTest(
                        function,
                        () -> Stream.of(WfpError.values()).forEach(error -> live(function, 0, error.code()))));
    }

    /** Each call that changes something is carried out once, and its answer lost. */
    @TestFactory
    Stream<DynamicTest> everyAnswerMayBeLost() {
        return calls().entrySet().stream()
                .filter(call -> call.getKey().matches(".*(Add|Delete|Transaction|SetSpi|Update|Expire).*"))
                .map(call -> DynamicTest.dynamicTest(
                        call.getKey() + " " + call.getValue() + " times",
                        () -> IntStream.rangeClosed(1, call.getValue()).forEach(nth -> {
                            String fault = "the answer to call " + nth + " of " + call.getKey() + " is lost";
                            live(fault, plugged -> plugged.model().loseAnswer(call.getKey(), nth), 0, true);
                        })));
    }

    private static void live(String function, int nth, int code) {
        boolean windowsKeepsIt = function.matches(".*(Close|Unsubscribe|DestroyEnumHandle).*");
        live(
                "call " + nth + " of " + function + " fails with "
                        + WfpErrorNames.of(code).orElseThrow(),
                plugged -> plugged.fake().fail(function, nth, code),
                windowsKeepsIt ? nth == 0 ? Integer.MAX_VALUE : 1 : 0,
                !isUntrue(function, nth, code));
    }

    /** @param kept handles that Windows may have kept */
    private static void live(String fault, Consumer<PluggedHost> breaking, int kept, boolean cleansUp) {
        WindowsHost host = WindowsHost.named("host");
        PluggedHost plugged = new PluggedHost(host);
        plugged.model().tellOnTheSameThread();
        breaking.accept(plugged);
        BackendLife life = new BackendLife(host, plugged.source());
        try {
            life.live();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(fault, e);
        }
        assertThat(life.clearPackets()).as("clear packets when " + fault).isZero();
        int handles = plugged.fake().liveHandles();
        assertThat(handles).as("handles when " + fault).isLessThanOrEqualTo(kept);
        plugged.assertNothingIsLeft(handles);
        if (cleansUp) {
            host.crash(); // the process ends, and with it what Windows refused to close
            BackendLife next = new BackendLife(host, host.source());
            next.cleanUp();
            assertThat(next.refused()).as("clean-up after " + fault).isEmpty();
            assertThat(host.ownObjects()).as("what is left after " + fault).isEmpty();
        }
    }

    /** Objects that are there, and said not to be for ever: whoever believes that cannot take them away. */
    private static boolean isUntrue(String function, int nth, int code) {
        return nth == 0 && function.contains("Get") && ABSENT.contains(code);
    }
}
