package io.secureconnect.windows.fake;

import com.sun.jna.Callback;
import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.NativeArena;
import io.secureconnect.windows.abi.Struct;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fake fwpuclnt as it is loaded in this process: there is one, which tests reset, and run one after another. Its sources'
 * {@code fake.h} says what each of these does.
 */
public final class FakeLibrary {
    private static @Nullable FakeLibrary loaded;

    private final Path path;
    private final NativeLibrary library;
    private final Map<String, Integer> functions = new TreeMap<>();
    private @Nullable Plug plug;

    private FakeLibrary(Path path) {
        this.path = path;
        this.library = NativeLibrary.getInstance(path.toString());
        for (int i = 0; ; i++) {
            @Nullable String name = function("fake_function").invokeString(new Object[] {i}, false);
            if (name == null) {
                break;
            }
            functions.put(name, i);
        }
    }

    /** Builds and loads it, once in a process; forgets what an earlier test left. Skips the test if there is no compiler. */
    public static synchronized FakeLibrary load() {
        FakeLibrary fake = loaded;
        if (fake == null) {
            fake = new FakeLibrary(NativeBuild.sharedObject());
            loaded = fake;
        }
        fake.reset();
        return fake;
    }

    /** Answers calls in place of the fake. */
    @FunctionalInterface
    public interface Plug extends Callback {
        /**
         * @param function the number of {@link #number}
         * @param arguments 64 bits for each, in their order
         * @return an error code, or 0
         */
        int call(int function, Pointer arguments);
    }

    /** A key that the fake was passed. */
    public record Key(Pointer address, int octets) {}

    /** The file, for whoever loads it by name. */
    public Path path() {
        return path;
    }

    private Function function(String name) {
        return library.getFunction(name);
    }

    private int ask(String name, Object... arguments) {
        return function(name).invokeInt(arguments);
    }

    private void tell(String name, @Nullable Object... arguments) {
        function(name).invokeVoid(arguments);
    }

    /** The names of all functions but FwpmFreeMemory0, with their numbers. */
    public Map<String, Integer> functions() {
        return Map.copyOf(functions);
    }

    public int number(String function) {
        Integer number = functions.get(function);
        if (number == null) {
            throw new IllegalArgumentException("the fake has no " + function);
        }
        return number;
    }

    public void reset() {
        tell("fake_reset");
        plug = null;
    }

    /** All that is called while {@code calls} run, as text. */
    public String trace(Runnable calls) {
        Path file = NativeBuild.OUTPUT.resolve("trace.txt");
        tell("fake_trace", file.toString());
        try {
            calls.run();
        } finally {
            tell("fake_trace", new Object[] {null});
        }
        try {
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a value to the trace as it lies in memory, so that the trace has what was read, too. */
    public <T> void show(Struct<T> struct, T value) {
        try (NativeArena arena = new NativeArena()) {
            if (ask("fake_show", struct.name(), arena.put(struct, value)) == 0) {
                throw new IllegalArgumentException("the fake does not know " + struct);
            }
        }
    }

    public void note(String line) {
        tell("fake_note", line);
    }

    public void plug(Plug answers) {
        plug = answers; // what C may call has to be kept from the garbage collector
        tell("fake_plug", answers);
    }

    /** @param nth from 1 on; 0 for every call */
    public void fail(String function, int nth, int code) {
        tell("fake_fail", number(function), nth, code);
    }

    public Pointer allocate(long octets) {
        return function("fake_allocate").invokePointer(new Object[] {octets});
    }

    public int liveHandles() {
        return ask("fake_live_handles");
    }

    public int liveBlocks() {
        return ask("fake_live_blocks");
    }

    public int doubleFrees() {
        return ask("fake_double_frees");
    }

    /** In the order in which they came. */
    public List<Key> keys() {
        List<Key> keys = new ArrayList<>();
        try (Memory address = new Memory(Long.BYTES);
                Memory octets = new Memory(Integer.BYTES)) {
            while (ask("fake_keys", keys.size(), address, octets) != 0) {
                keys.add(new Key(address.getPointer(0), octets.getInt(0)));
            }
        }
        return keys;
    }

    /** @return how many were called */
    public int fireNetEvent(Pointer event, int version, boolean foreign) {
        return ask("fake_fire_net_event", event, version, foreign ? 1 : 0);
    }

    public int fireSaChange(int changeType, long saContextId, boolean foreign) {
        return ask("fake_fire_sa_change", changeType, saContextId, foreign ? 1 : 0);
    }

    public int fireFilterChange(int changeType, Guid filterKey, long filterId, boolean foreign) {
        try (NativeArena arena = new NativeArena()) {
            return ask(
                    "fake_fire_filter_change",
                    changeType,
                    arena.put(Guid.STRUCT, filterKey),
                    filterId,
                    foreign ? 1 : 0);
        }
    }

    public int fireSamples(boolean foreign) {
        return ask("fake_fire_samples", foreign ? 1 : 0);
    }
}
