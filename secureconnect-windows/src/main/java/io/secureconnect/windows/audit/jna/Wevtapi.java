package io.secureconnect.windows.audit.jna;

import com.sun.jna.Pointer;
import io.secureconnect.windows.abi.Abi;
import io.secureconnect.windows.abi.NativeArena;
import io.secureconnect.windows.audit.EventLog;
import io.secureconnect.windows.system.SystemLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The event log by {@code wevtapi.dll}. Not run against Windows yet, but against a library with the same functions.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/winevt/">winevt.h</a>
 */
public final class Wevtapi implements EventLog {
    static final int EVT_QUERY_CHANNEL_PATH = 0x1;
    static final int EVT_QUERY_REVERSE_DIRECTION = 0x200;
    static final int EVT_SUBSCRIBE_TO_FUTURE_EVENTS = 1;
    static final int EVT_SUBSCRIBE_START_AT_OLDEST_RECORD = 2;

    static final int ERROR_NO_MORE_ITEMS = 259;
    private static final int BATCH = 16;

    private final SystemLibrary wevtapi;

    /** That of this Windows; loaded when it is first used. */
    public Wevtapi() {
        this(SystemLibrary.named("wevtapi"));
    }

    Wevtapi(SystemLibrary wevtapi) {
        this.wevtapi = wevtapi;
    }

    @Override
    public List<String> newest(String query, int most) {
        try (NativeArena arena = new NativeArena()) {
            @Nullable
            Pointer results = wevtapi.callPointer(
                    "EvtQuery", null, null, arena.put(query), EVT_QUERY_CHANNEL_PATH | EVT_QUERY_REVERSE_DIRECTION);
            if (results == null) {
                throw LogRefusal.of("EvtQuery", SystemLibrary.lastError());
            }
            try {
                return read(results, most);
            } finally {
                close(results);
            }
        }
    }

    private List<String> read(Pointer results, int most) {
        int pointer = Abi.ofThisProcess().pointerOctets();
        List<String> found = new ArrayList<>();
        try (NativeArena arena = new NativeArena()) {
            Pointer events = arena.zeros(BATCH * pointer);
            Pointer returned = arena.zeros(Integer.BYTES);
            while (found.size() < most) {
                int wanted = Math.min(BATCH, most - found.size());
                if (wevtapi.call("EvtNext", results, wanted, events, -1, 0, returned) == 0) {
                    int code = SystemLibrary.lastError();
                    if (code == ERROR_NO_MORE_ITEMS) {
                        break;
                    }
                    throw LogRefusal.of("EvtNext", code);
                }
                found.addAll(take(events, Math.min(wanted, returned.getInt(0))));
            }
        }
        return List.copyOf(found);
    }

    /** Renders events and gives them back, all of them whatever happens. */
    private List<String> take(Pointer events, int count) {
        List<String> found = new ArrayList<>();
        int pointer = Abi.ofThisProcess().pointerOctets();
        try {
            for (int i = 0; i < count; i++) {
                found.add(RenderedEvent.of(wevtapi, events.getPointer((long) i * pointer)));
            }
        } finally {
            for (int i = 0; i < count; i++) {
                close(events.getPointer((long) i * pointer));
            }
        }
        return found;
    }

    @Override
    public Watch watch(String query, boolean past, Consumer<String> events, Consumer<String> losses) {
        EventCallback callback = EventCallback.of(wevtapi, events, losses);
        try (NativeArena arena = new NativeArena()) {
            @Nullable
            Pointer subscription = wevtapi.callPointer(
                    "EvtSubscribe",
                    null,
                    null,
                    null,
                    arena.put(query),
                    null,
                    null,
                    callback,
                    past ? EVT_SUBSCRIBE_START_AT_OLDEST_RECORD : EVT_SUBSCRIBE_TO_FUTURE_EVENTS);
            if (subscription == null) {
                throw LogRefusal.of("EvtSubscribe", SystemLibrary.lastError());
            }
            return new OpenWatch(subscription, callback);
        }
    }

    private void close(Pointer handle) {
        wevtapi.call("EvtClose", handle);
    }

    /** Keeps what Windows calls from the garbage collector until Windows calls it no more. */
    private final class OpenWatch implements Watch {
        private final EventCallback callback;
        private @Nullable Pointer subscription;

        OpenWatch(Pointer subscription, EventCallback callback) {
            this.subscription = subscription;
            this.callback = callback;
        }

        @Override
        public synchronized void close() {
            Pointer open = subscription;
            if (open != null) {
                subscription = null;
                callback.end();
                Wevtapi.this.close(open);
            }
        }
    }
}
