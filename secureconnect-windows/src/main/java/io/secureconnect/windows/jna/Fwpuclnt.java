package io.secureconnect.windows.jna;

import com.sun.jna.Function;
import com.sun.jna.Pointer;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.windows.abi.NativeArena;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.system.SystemLibrary;
import io.secureconnect.windows.wfp.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The library that speaks to the filter engine. Nothing is loaded before the first call. Thread-safe.
 *
 * <p>Without the library calls fail with {@link ErrorCode#IPSEC_UNAVAILABLE}; without a function, with {@link
 * ErrorCode#CAPABILITY_MISSING} and the Windows that first has it.
 */
public final class Fwpuclnt implements FilterEngine.Source {
    private final SystemLibrary library;
    private final Supplier<NativeArena> arenas;

    private Fwpuclnt(SystemLibrary library, Supplier<NativeArena> arenas) {
        this.library = library;
        this.arenas = arenas;
    }

    /** That of this Windows. */
    public static Fwpuclnt ofThisHost() {
        return new Fwpuclnt(SystemLibrary.named("fwpuclnt", ErrorCode.IPSEC_UNAVAILABLE), NativeArena::new);
    }

    /**
     * Another library with the same functions.
     *
     * @param arenas where arguments are put; one for each call
     */
    public static Fwpuclnt at(Path library, Supplier<NativeArena> arenas) {
        return new Fwpuclnt(SystemLibrary.at(library, ErrorCode.IPSEC_UNAVAILABLE), arenas);
    }

    @Override
    public FilterEngine open(Session session) {
        return NativeFilterEngine.open(this, session);
    }

    /**
     * Functions that are called here and that this Windows does not have.
     *
     * @throws SecureConnectException with {@link ErrorCode#IPSEC_UNAVAILABLE} if there is no library at all
     */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (WfpFunction function : WfpFunction.values()) {
            try {
                function(function);
            } catch (SecureConnectException e) {
                if (e.code() != ErrorCode.CAPABILITY_MISSING) {
                    throw e;
                }
                missing.add(function.name());
            }
        }
        return List.copyOf(missing);
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
        return library.function(function.name(), function.since().toString());
    }
}
