package io.secureconnect.windows.jna;

import com.sun.jna.Pointer;
import io.secureconnect.windows.abi.NativeArena;
import io.secureconnect.windows.abi.NativeReader;
import io.secureconnect.windows.abi.Struct;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The three functions that list objects of one kind.
 *
 * @param create opens the handle, with a template or none
 * @param next returns so many at once, and fewer at the end
 * @param destroy closes the handle
 */
record Enumeration<T>(WfpFunction create, WfpFunction next, WfpFunction destroy, Struct<T> struct) {
    static final int AT_ONCE = 256;

    /** All of them. The handle is closed whatever happens. */
    List<T> all(Fwpuclnt fwpuclnt, Pointer engine, @Nullable Pointer template) {
        try (NativeArena arena = fwpuclnt.arena()) {
            Pointer slot = arena.zeros(Long.BYTES);
            fwpuclnt.call(create, engine, template, slot);
            @Nullable Pointer handle = slot.getPointer(0);
            List<T> all = new ArrayList<>();
            try {
                for (List<T> some = some(fwpuclnt, engine, handle); !some.isEmpty(); ) {
                    all.addAll(some);
                    some = some.size() < AT_ONCE ? List.of() : some(fwpuclnt, engine, handle);
                }
            } catch (RuntimeException e) {
                closeAfter(e, fwpuclnt, engine, handle);
                throw e;
            }
            fwpuclnt.call(destroy, engine, handle);
            return all;
        }
    }

    private void closeAfter(RuntimeException failure, Fwpuclnt fwpuclnt, Pointer engine, @Nullable Pointer handle) {
        try {
            fwpuclnt.call(destroy, engine, handle);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private List<T> some(Fwpuclnt fwpuclnt, Pointer engine, @Nullable Pointer handle) {
        try (NativeArena arena = fwpuclnt.arena()) {
            Pointer entries = arena.zeros(Long.BYTES);
            Pointer count = arena.zeros(Integer.BYTES);
            fwpuclnt.call(next, engine, handle, AT_ONCE, entries, count);
            return entries.getPointer(0) == null
                    ? List.of()
                    : fwpuclnt.taken(next, entries, array -> NativeReader.readAll(struct, array, count.getInt(0)));
        }
    }
}
