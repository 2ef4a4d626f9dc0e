package io.secureconnect.windows.system;

import com.sun.jna.Pointer;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.windows.abi.NativeArena;

/** Which Windows this is, in words: builds differ in more than Java tells. */
public final class WindowsBuild {
    /** {@code OSVERSIONINFOW}: five DWORDs and 128 characters. */
    private static final int OCTETS = 276;

    private static final int MAJOR = 4;
    private static final int MINOR = 8;
    private static final int BUILD = 12;

    private WindowsBuild() {}

    /** Name and build ({@code RtlGetVersion}), or what Java knows if there is no build to ask for. */
    public static String ofThisHost() {
        return of(SystemLibrary.named("ntdll"));
    }

    static String of(SystemLibrary ntdll) {
        String name = System.getProperty("os.name", "unknown");
        try (NativeArena arena = new NativeArena()) {
            Pointer version = arena.zeros(OCTETS);
            version.setInt(0, OCTETS);
            if (ntdll.call("RtlGetVersion", version) != 0) {
                return name;
            }
            return name + " (" + version.getInt(MAJOR) + "." + version.getInt(MINOR) + "." + version.getInt(BUILD)
                    + ")";
        } catch (SecureConnectException e) {
            return name + " " + System.getProperty("os.version", "");
        }
    }
}
