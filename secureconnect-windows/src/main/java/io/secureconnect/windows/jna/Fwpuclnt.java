package io.secureconnect.windows.jna;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.windows.abi.Abi;
import io.secureconnect.windows.abi.NativeArena;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.wfp.Session;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The library that speaks to the filter engine. Nothing is loaded before the first call. Thread-safe.
 *
 * <p>Without the library calls fail with {@link ErrorCode#IPSEC_UNAVAILABLE}; without a function, with {@link
 * ErrorCode#CAPABILITY_MISSING} and the Windows that first has it.
 */
public final class Fwpuclnt implements FilterEngine.Source {
    /** {@code LOAD_LIBRARY_SEARCH_SYSTEM32}: no library of this name beside the program, or in the path, is taken for it. */
    private static final int SEARCH_SYSTEM32 = 0x800;

    private final String library;
    private final Map<String, Object> options;
    private final Supplier<NativeArena> arenas;
    private final Map<WfpFunction, Function> functions = new ConcurrentHashMap<>();

    private Fwpuclnt(String library, Map<String, Object> options, Supplier<NativeArena> arenas) {
        this.library = library;
        this.options = new HashMap<>(options);
        this.arenas = arenas;
        if (Platform.isWindows() && Abi.ofThisProcess() == Abi.BITS_32) {
            this.options.put(Library.OPTION_CALLING_CONVENTION, Function.ALT_CONVENTION);
        }
    }

    /** That of this Windows. */
    public static Fwpuclnt ofThisHost() {
        return new Fwpuclnt(
                "fwpuclnt",
                Platform.isWindows() ? Map.of(Library.OPTION_OPEN_FLAGS, SEARCH_SYSTEM32) : Map.of(),
                NativeArena::new);
    }

    /**
     * Another library with the same functions.
     *
     * @param arenas where arguments are put; one for each call
     */
    public static Fwpuclnt at(Path library, Supplier<NativeArena> arenas) {
        return new Fwpuclnt(library.toAbsolutePath().toString(), Map.of(), arenas);
    }

    @Override
    public FilterEngine open(Session session) {
        return NativeFilterEngine.open(this, session);
    }

    NativeArena arena() {
        return arenas.get();
    }

    /**
     * Calls a function that returns an error code.
     *
     * @throws WfpException if it is not 0
     */
    void call(WfpFunction function, @Nullable Object... arguments) {
        int code = function(function).invokeInt(arguments);
        if (code != 0) {
            throw new WfpException(function.name(), code);
        }
    }

    /**
     * Reads what a function has put down in memory of its own, and gives that memory back.
     *
     * @param slot where the function left the pointer to it
     */
    <R> R taken(WfpFunction function, Pointer slot, java.util.function.Function<Pointer, R> reader) {
        @Nullable Pointer given = slot.getPointer(0);
        if (given == null) {
            throw unreadable(function, "a null pointer", null);
        }
        try {
            return reader.apply(given);
        } catch (IllegalStateException e) {
            throw unreadable(function, e.getMessage(), e);
        } finally {
            free(slot);
        }
    }

    private static SecureConnectException unreadable(
            WfpFunction function, @Nullable String what, @Nullable Throwable cause) {
        return new SecureConnectException(
                ErrorCode.KERNEL_PROTOCOL, function + " returned what cannot be read: " + what, cause);
    }

    private void free(Pointer slot) {
        function(WfpFunction.FwpmFreeMemory0).invokeVoid(new Object[] {slot});
    }

    private Function function(WfpFunction function) {
        return functions.computeIfAbsent(function, this::find);
    }

    private Function find(WfpFunction function) {
        NativeLibrary loaded = load();
        try {
            return loaded.getFunction(function.name());
        } catch (UnsatisfiedLinkError e) {
            throw new SecureConnectException(
                    ErrorCode.CAPABILITY_MISSING,
                    library + " has no " + function + ", which needs " + function.since() + " or newer",
                    e);
        }
    }

    /** JNA keeps what it has loaded as long as somebody refers to it, as functions do. */
    private NativeLibrary load() {
        try {
            return NativeLibrary.getInstance(library, options);
        } catch (LinkageError e) {
            throw new SecureConnectException(
                    ErrorCode.IPSEC_UNAVAILABLE,
                    library + " cannot be loaded; the filter engine needs " + WfpFunction.Since.VISTA + " or newer: "
                            + e.getMessage(),
                    e);
        }
    }
}
