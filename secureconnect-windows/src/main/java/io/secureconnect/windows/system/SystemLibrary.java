package io.secureconnect.windows.system;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.windows.abi.Abi;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One of Windows' own libraries. Nothing is loaded before the first call, and then from the system's folder only, so that no
 * library of this name beside the program, or in the path, is taken for it. Thread-safe.
 *
 * <p>Arguments are {@code Integer}, {@code Long}, {@link Pointer} and null. Without the function calls fail with {@link
 * ErrorCode#CAPABILITY_MISSING}, without the library too, unless another code was given.
 */
public final class SystemLibrary {
    /** {@code LOAD_LIBRARY_SEARCH_SYSTEM32}. */
    private static final int SEARCH_SYSTEM32 = 0x800;

    private final String name;
    private final Map<String, Object> options;
    private final ErrorCode missing;
    private final Map<String, Function> functions = new ConcurrentHashMap<>();

    private SystemLibrary(String name, Map<String, Object> options, ErrorCode missing) {
        this.name = name;
        this.missing = missing;
        this.options = new HashMap<>(options);
        if (Platform.isWindows() && Abi.ofThisProcess() == Abi.BITS_32) {
            this.options.put(Library.OPTION_CALLING_CONVENTION, Function.ALT_CONVENTION);
        }
    }

    /** @param name without {@code .dll} */
    public static SystemLibrary named(String name) {
        return named(name, ErrorCode.CAPABILITY_MISSING);
    }

    /** @param missing what calls fail with where there is no such library */
    public static SystemLibrary named(String name, ErrorCode missing) {
        return new SystemLibrary(
                name, Platform.isWindows() ? Map.of(Library.OPTION_OPEN_FLAGS, SEARCH_SYSTEM32) : Map.of(), missing);
    }

    /** Another library with the same functions. */
    public static SystemLibrary at(Path library) {
        return at(library, ErrorCode.CAPABILITY_MISSING);
    }

    /** @param missing as for {@link #named(String, ErrorCode)} */
    public static SystemLibrary at(Path library, ErrorCode missing) {
        return new SystemLibrary(library.toAbsolutePath().toString(), Map.of(), missing);
    }

    /** Calls a function that returns 32 bits. */
    public int call(String function, @Nullable Object... arguments) {
        return function(function).invokeInt(arguments);
    }

    /** Calls a function that returns 8 bits: a {@code BOOLEAN}, whose upper bits are anything. */
    public boolean callBoolean(String function, @Nullable Object... arguments) {
        return (function(function).invokeInt(arguments) & 0xff) != 0;
    }

    /** Calls a function that returns a pointer or a handle; null for a null pointer. */
    public @Nullable Pointer callPointer(String function, @Nullable Object... arguments) {
        return function(function).invokePointer(arguments);
    }

    /** {@code GetLastError} of this thread, after the call before. */
    public static int lastError() {
        return Native.getLastError();
    }

    private Function function(String function) {
        return function(function, "Windows");
    }

    /**
     * A function, for whoever calls it himself.
     *
     * @param since which Windows first has it
     */
    public Function function(String function, String since) {
        return functions.computeIfAbsent(function, name -> find(name, since));
    }

    private Function find(String function, String since) {
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
                    missing, name + " cannot be loaded; it comes with Windows Vista and newer: " + e.getMessage(), e);
        }
    }
}
