package io.secureconnect.windows.audit;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Groups of audit events that policy switches on and off together, by the names of {@code auditpol}. All are off on a fresh
 * Windows.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/fwp/auditing-and-logging">Auditing of the Windows Filtering Platform</a>
 */
public enum AuditSubcategory {
    /** Packets that were dropped, and the state of the IPsec services. */
    IPSEC_DRIVER("IPsec Driver", "0cce9213"),
    /** ISAKMP SAs of IKE and AuthIP, and IKE SAs of IKEv2. */
    IPSEC_MAIN_MODE("IPsec Main Mode", "0cce9218"),
    /** IPsec SAs. */
    IPSEC_QUICK_MODE("IPsec Quick Mode", "0cce9219"),
    /** The second authentication of AuthIP. */
    IPSEC_EXTENDED_MODE("IPsec Extended Mode", "0cce921a"),
    /** Objects of the filter engine, added and deleted. */
    FILTERING_PLATFORM_POLICY_CHANGE("Filtering Platform Policy Change", "0cce9233"),
    /** Packets that the filter engine blocked; many. */
    FILTERING_PLATFORM_PACKET_DROP("Filtering Platform Packet Drop", "0cce9225"),
    /** Connections that the filter engine permitted or blocked; very many. */
    FILTERING_PLATFORM_CONNECTION("Filtering Platform Connection", "0cce9226");

    private static final String COMMON_END = "-69ae-11d9-bed3-505054503030";

    private final String title;
    private final UUID guid;

    AuditSubcategory(String title, String guidStart) {
        this.title = title;
        this.guid = UUID.fromString(guidStart + COMMON_END);
    }

    /** The four of IPsec: those that say little when all is well. */
    public static Set<AuditSubcategory> ofIpsec() {
        return EnumSet.range(IPSEC_DRIVER, IPSEC_EXTENDED_MODE);
    }

    /** As {@code auditpol} shows it on an English Windows. */
    public String title() {
        return title;
    }

    /** The same in every language. */
    public UUID guid() {
        return guid;
    }

    /** Its events. */
    public List<AuditEvent> events() {
        return AuditEvent.of(this);
    }
}
