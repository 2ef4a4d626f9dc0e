package io.secureconnect.windows.audit.jna;

import static io.secureconnect.windows.audit.AuditSubcategory.FILTERING_PLATFORM_CONNECTION;
import static io.secureconnect.windows.audit.AuditSubcategory.FILTERING_PLATFORM_PACKET_DROP;
import static io.secureconnect.windows.audit.AuditSubcategory.FILTERING_PLATFORM_POLICY_CHANGE;
import static io.secureconnect.windows.audit.AuditSubcategory.IPSEC_DRIVER;
import static io.secureconnect.windows.audit.AuditSubcategory.IPSEC_EXTENDED_MODE;
import static io.secureconnect.windows.audit.AuditSubcategory.IPSEC_MAIN_MODE;
import static io.secureconnect.windows.audit.AuditSubcategory.IPSEC_QUICK_MODE;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.windows.abi.Abi;
import io.secureconnect.windows.abi.Layout;
import io.secureconnect.windows.audit.AuditSubcategory;
import io.secureconnect.windows.system.SdkHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every number and structure that goes to wevtapi and advapi32. */
@Tag("rung-V1")
class AuditHeaderTest {
    private static final List<String> HEADERS = List.of("winevt.h", "ntsecapi.h", "winerror.h");
    private static final Path NTSECAPI = Path.of("/usr/share/mingw-w64/include/ntsecapi.h");

    private static final Map<AuditSubcategory, String> NAMES = Map.of(
            IPSEC_DRIVER, "Audit_System_IPSecDriverEvents",
            IPSEC_MAIN_MODE, "Audit_Logon_IPSecMainMode",
            IPSEC_QUICK_MODE, "Audit_Logon_IPSecQuickMode",
            IPSEC_EXTENDED_MODE, "Audit_Logon_IPSecUserMode",
            FILTERING_PLATFORM_POLICY_CHANGE, "Audit_PolicyChange_WfpIPSecPolicy",
            FILTERING_PLATFORM_PACKET_DROP, "Audit_ObjectAccess_FirewallPacketDrops",
            FILTERING_PLATFORM_CONNECTION, "Audit_ObjectAccess_FirewallConnection");

    @Test
    void numbersAreThoseOfTheHeaders() {
        Map<String, Long> expected = new LinkedHashMap<>();
        expected.put("EvtQueryChannelPath", (long) Wevtapi.EVT_QUERY_CHANNEL_PATH);
        expected.put("EvtQueryReverseDirection", (long) Wevtapi.EVT_QUERY_REVERSE_DIRECTION);
        expected.put("EvtSubscribeToFutureEvents", (long) Wevtapi.EVT_SUBSCRIBE_TO_FUTURE_EVENTS);
        expected.put("EvtSubscribeStartAtOldestRecord", (long) Wevtapi.EVT_SUBSCRIBE_START_AT_OLDEST_RECORD);
        expected.put("EvtRenderEventXml", (long) RenderedEvent.EVT_RENDER_EVENT_XML);
        expected.put("EvtSubscribeActionDeliver", (long) EventCallback.EVT_SUBSCRIBE_ACTION_DELIVER);
        expected.put("ERROR_NO_MORE_ITEMS", (long) Wevtapi.ERROR_NO_MORE_ITEMS);
        expected.put("ERROR_INSUFFICIENT_BUFFER", (long) RenderedEvent.ERROR_INSUFFICIENT_BUFFER);
        expected.put("ERROR_ACCESS_DENIED", (long) LogRefusal.ERROR_ACCESS_DENIED);
        expected.put("ERROR_PRIVILEGE_NOT_HELD", (long) LogRefusal.ERROR_PRIVILEGE_NOT_HELD);
        expected.put("RPC_S_SERVER_UNAVAILABLE", (long) LogRefusal.RPC_S_SERVER_UNAVAILABLE);
        expected.put("ERROR_EVT_INVALID_QUERY", (long) LogRefusal.ERROR_EVT_INVALID_QUERY);
        expected.put("ERROR_EVT_CHANNEL_NOT_FOUND", (long) LogRefusal.ERROR_EVT_CHANNEL_NOT_FOUND);
        expected.put("ERROR_EVT_QUERY_RESULT_STALE", (long) LogRefusal.ERROR_EVT_QUERY_RESULT_STALE);
        expected.put("POLICY_AUDIT_EVENT_SUCCESS", (long) Advapi32.POLICY_AUDIT_EVENT_SUCCESS);
        expected.put("POLICY_AUDIT_EVENT_FAILURE", (long) Advapi32.POLICY_AUDIT_EVENT_FAILURE);
        SdkHeaders.require(HEADERS, expected);
    }

    @Test
    void theStructureIsLaidOutAsTheCodeReadsIt() {
        Layout layout = Advapi32.Information.STRUCT.layout(Abi.BITS_64);
        Map<String, Long> expected = new LinkedHashMap<>();
        expected.put("sizeof(AUDIT_POLICY_INFORMATION)", (long) layout.size());
        layout.members()
                .forEach(member -> expected.put(
                        "offsetof(AUDIT_POLICY_INFORMATION, " + member.name() + ")", (long) member.offset()));
        expected.put("sizeof(BOOLEAN)", 1L);
        SdkHeaders.require(HEADERS, expected);
    }

    @Test
    void subcategoriesHaveTheGuidsOfTheHeader() throws IOException {
        Assumptions.assumeTrue(Files.exists(NTSECAPI), "MinGW-w64's headers are needed");
        String header = Files.readString(NTSECAPI);
        assertThat(NAMES).hasSize(AuditSubcategory.values().length);
        NAMES.forEach(
                (subcategory, name) -> assertThat(guid(header, name)).as(name).isEqualTo(subcategory.guid()));
    }

    private static UUID guid(String header, String name) {
        Matcher line =
                Pattern.compile("DEFINE_GUID\\(" + name + "\\s*,([^)]*)\\)").matcher(header);
        assertThat(line.find()).as(name).isTrue();
        String[] parts = line.group(1).replace("0x", "").replaceAll("\\s", "").split(",");
        StringBuilder text =
                new StringBuilder(parts[0] + "-" + parts[1] + "-" + parts[2] + "-" + parts[3] + parts[4] + "-");
        for (int i = 5; i < parts.length; i++) {
            text.append(parts[i]);
        }
        return UUID.fromString(text.toString());
    }
}
