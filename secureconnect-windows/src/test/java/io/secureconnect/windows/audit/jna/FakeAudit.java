package io.secureconnect.windows.audit.jna;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import io.secureconnect.windows.system.FakeSystem;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code audit.c}: the log and the audit policy of a machine that is none. */
final class FakeAudit {
    private final FakeSystem system = FakeSystem.load();

    FakeAudit() {
        system.tell("fake_audit_reset");
    }

    Wevtapi wevtapi() {
        return new Wevtapi(system.library());
    }

    Advapi32 advapi32() {
        return new Advapi32(system.library());
    }

    void put(String event) {
        byte[] utf16 = (event + '\0').getBytes(StandardCharsets.UTF_16LE);
        try (Memory text = new Memory(utf16.length)) {
            text.write(0, utf16, 0, utf16.length);
            system.tell("fake_event", text, utf16.length);
        }
    }

    void fail(String function, int code) {
        system.tell("fake_audit_fail", function, code);
    }

    /** @param twoBitsEach success and failure of each subcategory in the order asked, the lowest first */
    void settings(int twoBitsEach) {
        system.tell("fake_audit_settings", twoBitsEach);
    }

    /** How often the subscriber was called. */
    int deliver() {
        return system.ask("fake_deliver");
    }

    int deliverError(int code) {
        return system.ask("fake_deliver_error", code);
    }

    /** Result sets, events, subscriptions and blocks that are open, two decimal digits each. */
    int live() {
        return system.ask("fake_audit_live");
    }

    List<String> trace() {
        return system.trace();
    }

    String query() {
        return NativeLibrary.getInstance(FakeSystem.path().toString())
                .getFunction("fake_query")
                .invokeString(new Object[0], false);
    }
}
