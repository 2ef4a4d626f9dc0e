package io.secureconnect.windows.audit.jna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.windows.audit.AuditEvent;
import io.secureconnect.windows.audit.AuditListener;
import io.secureconnect.windows.audit.AuditRecord;
import io.secureconnect.windows.audit.AuditSetting;
import io.secureconnect.windows.audit.AuditSubcategory;
import io.secureconnect.windows.audit.EventLog;
import io.secureconnect.windows.audit.Samples;
import io.secureconnect.windows.audit.WindowsAudit;
import io.secureconnect.windows.system.SystemLibrary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What wevtapi and advapi32 are passed, seen from C, and that everything that was opened is closed. */
class WindowsAuditTest {
    private final FakeAudit fake = new FakeAudit();
    private final WindowsAudit audit = new WindowsAudit(fake.wevtapi(), fake.advapi32());

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(fake.live()).as("results, events, subscriptions, blocks").isZero();
    }

    @Test
    void theNewestEventsAreReadInBatches() {
        for (int i = 0; i < 20; i++) {
            fake.put(Samples.of("4653"));
        }
        assertThat(audit.newest(AuditSubcategory.ofIpsec(), 18))
                .hasSize(18)
                .allMatch(record -> record.event() == AuditEvent.MAIN_MODE_FAILED);
        assertThat(fake.trace()).startsWith("EvtQuery null null 0x201", "EvtNext 16 -1 0", "EvtRender null 1 16384");
        assertThat(fake.trace()).contains("EvtNext 2 -1 0");
        assertThat(fake.query()).startsWith("<QueryList>").contains("EventID &gt;= 4650 and EventID &lt;= 4653");
    }

    @Test
    void aShortLogEndsAndWhatIsNoEventIsLeftOut() {
        fake.put(Samples.of("4960"));
        fake.put("<Event/>");
        fake.put(Samples.of("5451"));
        assertThat(audit.newest(AuditSubcategory.ofIpsec(), 100))
                .extracting(AuditRecord::event)
                .containsExactly(AuditEvent.INTEGRITY_CHECK_FAILED, AuditEvent.QUICK_MODE_ESTABLISHED);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> audit.newest(AuditSubcategory.ofIpsec(), 0));
    }

    @Test
    void alargeEventIsRenderedIntoAsMuchRoomAsItNeeds() {
        fake.put(Samples.of("5447").replace("192.0.2.20", "192.0.2.20 ".repeat(2000)));
        assertThat(audit.newest(List.of(AuditSubcategory.FILTERING_PLATFORM_POLICY_CHANGE), 1))
                .singleElement()
                .satisfies(record ->
                        assertThat(record.field("Conditions").orElseThrow()).hasSizeGreaterThan(20_000));
        assertThat(fake.trace())
                .filteredOn(line -> line.startsWith("EvtRender"))
                .hasSize(2);
    }

    @Test
    void eventsAreHandedOverFromAThreadOfWindowsUntilTheWatchIsClosed() {
        fake.put(Samples.of("4655"));
        fake.put("no event");
        fake.put(Samples.of("4960"));
        List<AuditRecord> heard = Collections.synchronizedList(new ArrayList<>());
        try (EventLog.Watch watch = audit.watch(AuditSubcategory.ofIpsec(), heard::add)) {
            assertThat(fake.deliver()).isEqualTo(3);
            assertThat(heard)
                    .extracting(AuditRecord::event)
                    .containsExactly(AuditEvent.MAIN_MODE_ENDED, AuditEvent.INTEGRITY_CHECK_FAILED);
            watch.close();
            assertThat(fake.live()).isZero();
        }
        assertThat(fake.deliver()).isZero();
        assertThat(fake.trace()).startsWith("EvtSubscribe null null null null null 1");
    }

    @Test
    void aWatchGoesOnAfterARecord() {
        audit.watchAfter(71002, AuditSubcategory.ofIpsec(), record -> {}).close();
        assertThat(fake.trace()).startsWith("EvtSubscribe null null null null null 2");
        assertThat(fake.query()).contains("EventRecordID &gt; 71002");
    }

    @Test
    void whatAListenerThrowsReachesNobodyAndLossesAreTold() {
        fake.put(Samples.of("4655"));
        List<String> losses = new ArrayList<>();
        AuditListener listener = new AuditListener() {
            @Override
            public void on(AuditRecord record) {
                throw new IllegalStateException("thrown by the listener of this test");
            }

            @Override
            public void onLoss(String reason) {
                losses.add(reason);
            }
        };
        try (EventLog.Watch watch = audit.watch(AuditSubcategory.ofIpsec(), listener)) {
            assertThat(watch).isNotNull();
            assertThat(fake.deliver()).isEqualTo(1);
            assertThat(fake.deliverError(15011)).isEqualTo(1);
        }
        assertThat(losses).singleElement().asString().contains("15011 ERROR_EVT_QUERY_RESULT_STALE");
    }

    @ParameterizedTest
    @CsvSource({
        "EvtQuery, 5, PERMISSION_DENIED, Event Log Readers",
        "EvtQuery, 15001, KERNEL_REFUSED, ERROR_EVT_INVALID_QUERY",
        "EvtNext, 5, PERMISSION_DENIED, Event Log Readers",
        "EvtNext, 1722, KERNEL_REFUSED, Windows Event Log is not running",
        "EvtRender, 87, KERNEL_REFUSED, EvtRender failed with 87",
        "EvtRender, 122, KERNEL_REFUSED, EvtRender failed with 122"
    })
    void aRefusedReadIsSaidWithItsRemedy(String function, int windows, ErrorCode code, String text) {
        fake.put(Samples.of("4655"));
        fake.put(Samples.of("4655"));
        fake.fail(function, windows);
        assertThatExceptionOfType(SecureConnectException.class)
                .isThrownBy(() -> audit.newest(AuditSubcategory.ofIpsec(), 10))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .withMessageContaining("the Security log cannot be read: " + function)
                .withMessageContaining(text);
    }

    @Test
    void aRefusedSubscriptionIsSaidWithItsRemedy() {
        fake.fail("EvtSubscribe", 5);
        assertThatExceptionOfType(SecureConnectException.class)
                .isThrownBy(() -> audit.watch(AuditSubcategory.ofIpsec(), record -> {}))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PERMISSION_DENIED))
                .withMessageContaining("Event Log Readers");
    }

    @Test
    void whichSubcategoriesAreOffIsReported() {
        fake.settings(0b00_00_00_11_00_10_01);
        assertThat(audit.settings())
                .hasSize(7)
                .containsEntry(AuditSubcategory.IPSEC_DRIVER, new AuditSetting(true, false))
                .containsEntry(AuditSubcategory.IPSEC_MAIN_MODE, new AuditSetting(false, true))
                .containsEntry(AuditSubcategory.IPSEC_QUICK_MODE, new AuditSetting(false, false))
                .containsEntry(AuditSubcategory.IPSEC_EXTENDED_MODE, new AuditSetting(true, true));
        assertThat(audit.off())
                .containsExactly(
                        AuditSubcategory.IPSEC_QUICK_MODE,
                        AuditSubcategory.FILTERING_PLATFORM_POLICY_CHANGE,
                        AuditSubcategory.FILTERING_PLATFORM_PACKET_DROP,
                        AuditSubcategory.FILTERING_PLATFORM_CONNECTION);
        assertThat(fake.trace().get(0))
                .isEqualTo("AuditQuerySystemPolicy 7 0cce9213-69ae 0cce9218-69ae 0cce9219-69ae 0cce921a-69ae"
                        + " 0cce9233-69ae 0cce9225-69ae 0cce9226-69ae");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 1314})
    void aRefusedPolicyIsSaidWithItsRemedy(int code) {
        fake.fail("AuditQuerySystemPolicy", code);
        assertThatExceptionOfType(SecureConnectException.class)
                .isThrownBy(audit::off)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PERMISSION_DENIED))
                .withMessageContaining("the audit policy cannot be read")
                .withMessageContaining("administrator");
    }

    @Test
    void withoutTheLibrariesTheNameIsSaid() {
        WindowsAudit nowhere = new WindowsAudit(
                new Wevtapi(SystemLibrary.at(Path.of("no-such-wevtapi"))),
                new Advapi32(SystemLibrary.at(Path.of("no-such-advapi32"))));
        for (Runnable call : List.<Runnable>of(
                nowhere::off,
                () -> nowhere.newest(AuditSubcategory.ofIpsec(), 1),
                () -> nowhere.watch(AuditSubcategory.ofIpsec(), record -> {}))) {
            assertThatExceptionOfType(SecureConnectException.class)
                    .isThrownBy(call::run)
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CAPABILITY_MISSING))
                    .withMessageContaining("no-such-");
        }
    }
}
