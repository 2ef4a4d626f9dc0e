package io.secureconnect.windows.jna;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.windows.abi.Abi;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A library of Windows, loaded when its first function is looked for. Thread-safe.
 *
 * <p>Without the library that fails with {@link ErrorCode#IPSEC_UNAVAILABLE}; without the function, with {@link
 * ErrorCode#CAPABILITY_MISSING}.
 */
final class SystemLibrary {
    /** {@code LOAD_LIBRARY_SEARCH_SYSTEM32}: no library of this name beside the program, or in the path, is taken for it. */
    private static final int SEARCH_SYSTEM32 = 0x800;

    private final String name;
    private final Map<String, Object> options;
    private final Map<String, Function> functions = new ConcurrentHashMap<>();

    private SystemLibrary(String name, Map<String, Object> options) {
        this.name = name;
        this.options = new HashMap<>(options);
        if (Platform.isWindows() && Abi.ofThisProcess() == Abi.BITS_32) {
            this.options.put(Library.OPTION_CALLING_CONVENTION, Function.ALT_CONVENTION);
        }
    }

    /** One of the system's own. */
    static SystemLibrary named(String name) {
        return new SystemLibrary(
                name, Platform.isWindows() ? Map.of(Library.OPTION_OPEN_FLAGS, SEARCH_SYSTEM32) : Map.of());
    }

    /** One that stands in for it. */
    static SystemLibrary at(Path path) {
        return new SystemLibrary(path.toAbsolutePath().toString(), Map.of());
    }

    /** @param since which Windows first has it */
    Function function(String function, WindowsVersion since) {
        return functions.computeIfAbsent(function, missing -> find(missing, since));
    }

    private Function find(String function, WindowsVersion since) {
        NativeLibrary loaded = load();
        try {
            return loaded.getFunction(function);
        } catch (UnsatisfiedLinkError e) {
            throw new SecureConnectException(
                    ErrorCode.CAPABILITY_MISSING,
                    name + " has no " + function + ", which needs " + since + " or newer",
                    e);
        }
    }

    /** JNA keeps what it has loaded as long as somebody refers to it, as functions do. */
    private NativeLibrary load() {
        try {
            return NativeLibrary.getInstance(name, options);
        } catch (LinkageError e) {
            throw new SecureConnectException(
                    ErrorCode.IPSEC_UNAVAILABLE,
                    name + " cannot be loaded; it comes with " + WindowsVersion.VISTA + " or newer: " + e.getMessage(),
                    e);
        }
    }
}
