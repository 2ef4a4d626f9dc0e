package io.secureconnect.windows.audit.jna;

import com.sun.jna.Pointer;
import io.secureconnect.windows.abi.Abi;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.NativeArena;
import io.secureconnect.windows.abi.NativeReader;
import io.secureconnect.windows.abi.Struct;
import io.secureconnect.windows.audit.AuditPolicy;
import io.secureconnect.windows.audit.AuditSetting;
import io.secureconnect.windows.audit.AuditSubcategory;
import io.secureconnect.windows.system.SystemLibrary;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The audit policy by {@code advapi32.dll}. The function that sets it is not among what is bound here. Not run against Windows
 * yet, but against a library with the same functions.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/ntsecapi/nf-ntsecapi-auditquerysystempolicy">AuditQuerySystemPolicy</a>
 */
public final class Advapi32 implements AuditPolicy {
    static final int POLICY_AUDIT_EVENT_SUCCESS = 1;
    static final int POLICY_AUDIT_EVENT_FAILURE = 2;

    /**
     * {@code AUDIT_POLICY_INFORMATION}.
     *
     * @param subcategory {@code AuditSubCategoryGuid}
     * @param information {@code POLICY_AUDIT_EVENT_*}
     * @param category {@code AuditCategoryGuid}
     */
    record Information(Guid subcategory, int information, Guid category) {
        static final Struct<Information> STRUCT = Struct.of(
                "AUDIT_POLICY_INFORMATION",
                new Information(Guid.NONE, 0, Guid.NONE),
                (members, value) -> new Information(
                        members.guid("AuditSubCategoryGuid", value.subcategory),
                        members.u32("AuditingInformation", value.information),
                        members.guid("AuditCategoryGuid", value.category)));
    }

    /** A {@code GUID} by itself. */
    private static final Struct<Guid> GUID =
            Struct.of("GUID", Guid.NONE, (members, value) -> members.guid("GUID", value));

    private final SystemLibrary advapi32;

    /** That of this Windows; loaded when it is first used. */
    public Advapi32() {
        this(SystemLibrary.named("advapi32"));
    }

    Advapi32(SystemLibrary advapi32) {
        this.advapi32 = advapi32;
    }

    @Override
    public Map<AuditSubcategory, AuditSetting> settings(Collection<AuditSubcategory> subcategories) {
        List<AuditSubcategory> asked = List.copyOf(subcategories);
        try (NativeArena arena = new NativeArena()) {
            Pointer guids = arena.zeros(asked.size() * Guid.OCTETS);
            for (int i = 0; i < asked.size(); i++) {
                byte[] octets = arena.put(GUID, new Guid(asked.get(i).guid())).getByteArray(0, Guid.OCTETS);
                guids.write((long) i * Guid.OCTETS, octets, 0, Guid.OCTETS);
            }
            Pointer slot = arena.zeros(Long.BYTES);
            if (!advapi32.callBoolean("AuditQuerySystemPolicy", guids, asked.size(), slot)) {
                throw LogRefusal.ofPolicy("AuditQuerySystemPolicy", SystemLibrary.lastError());
            }
            @Nullable Pointer given = slot.getPointer(0);
            if (given == null) {
                return Map.of();
            }
            try {
                return read(given, asked);
            } finally {
                advapi32.call("AuditFree", given);
            }
        }
    }

    private static Map<AuditSubcategory, AuditSetting> read(Pointer given, List<AuditSubcategory> asked) {
        int size = Information.STRUCT.layout(Abi.ofThisProcess()).size();
        Map<AuditSubcategory, AuditSetting> settings = new EnumMap<>(AuditSubcategory.class);
        for (int i = 0; i < asked.size(); i++) {
            Information one = NativeReader.read(Information.STRUCT, given.share((long) i * size));
            asked.stream()
                    .filter(subcategory ->
                            subcategory.guid().equals(one.subcategory().value()))
                    .forEach(subcategory -> settings.put(
                            subcategory,
                            new AuditSetting(
                                    (one.information() & POLICY_AUDIT_EVENT_SUCCESS) != 0,
                                    (one.information() & POLICY_AUDIT_EVENT_FAILURE) != 0)));
        }
        return settings;
    }
}
