package io.secureconnect.windows.system;

import com.sun.jna.Pointer;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.windows.abi.NativeArena;
import org.jspecify.annotations.Nullable;

/** The services of this Windows, which are only looked at ({@code advapi32}). Thread-safe. */
public final class WindowsServices {
    private static final int SC_MANAGER_CONNECT = 0x1;
    private static final int SERVICE_QUERY_STATUS = 0x4;
    private static final int SERVICE_STOPPED = 1;

    /** {@code SERVICE_STATUS}: seven DWORDs, the second is the state. */
    private static final int STATUS_OCTETS = 28;

    private static final int CURRENT_STATE = 4;
    private static final int ERROR_SERVICE_DOES_NOT_EXIST = 1060;

    private final SystemLibrary advapi32;

    /** Those of this host. */
    public WindowsServices() {
        this(SystemLibrary.named("advapi32"));
    }

    /** @param advapi32 or what stands for it */
    public WindowsServices(SystemLibrary advapi32) {
        this.advapi32 = advapi32;
    }

    /** What a service is at; whatever is neither stopped nor missing counts as running. */
    public ServiceState state(String service) {
        try (NativeArena arena = new NativeArena()) {
            @Nullable Pointer services = advapi32.callPointer("OpenSCManagerW", null, null, SC_MANAGER_CONNECT);
            if (services == null) {
                return ServiceState.UNKNOWN;
            }
            try {
                return state(services, service, arena);
            } finally {
                advapi32.call("CloseServiceHandle", services);
            }
        } catch (SecureConnectException e) {
            return ServiceState.UNKNOWN; // no Windows
        }
    }

    private ServiceState state(Pointer services, String service, NativeArena arena) {
        @Nullable
        Pointer handle = advapi32.callPointer("OpenServiceW", services, arena.put(service), SERVICE_QUERY_STATUS);
        if (handle == null) {
            return SystemLibrary.lastError() == ERROR_SERVICE_DOES_NOT_EXIST
                    ? ServiceState.STOPPED
                    : ServiceState.UNKNOWN;
        }
        try {
            Pointer status = arena.zeros(STATUS_OCTETS);
            if (advapi32.call("QueryServiceStatus", handle, status) == 0) {
                return ServiceState.UNKNOWN;
            }
            return status.getInt(CURRENT_STATE) == SERVICE_STOPPED ? ServiceState.STOPPED : ServiceState.RUNNING;
        } finally {
            advapi32.call("CloseServiceHandle", handle);
        }
    }
}
