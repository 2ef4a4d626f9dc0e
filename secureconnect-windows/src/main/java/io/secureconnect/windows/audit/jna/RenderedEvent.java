package io.secureconnect.windows.audit.jna;

import com.sun.jna.Pointer;
import io.secureconnect.windows.abi.NativeArena;
import io.secureconnect.windows.system.SystemLibrary;
import java.nio.charset.StandardCharsets;

/** An event as XML. */
final class RenderedEvent {
    static final int EVT_RENDER_EVENT_XML = 1;

    static final int ERROR_INSUFFICIENT_BUFFER = 122;
    private static final int USUAL_OCTETS = 16 * 1024;
    private static final int MOST_OCTETS = 4 * 1024 * 1024;

    private RenderedEvent() {}

    static String of(SystemLibrary wevtapi, Pointer event) {
        int room = USUAL_OCTETS;
        while (true) {
            try (NativeArena arena = new NativeArena()) {
                Pointer text = arena.zeros(room);
                Pointer used = arena.zeros(Integer.BYTES);
                Pointer properties = arena.zeros(Integer.BYTES);
                if (wevtapi.call("EvtRender", null, event, EVT_RENDER_EVENT_XML, room, text, used, properties) != 0) {
                    return text(text, Math.min(room, used.getInt(0)));
                }
                int code = SystemLibrary.lastError();
                int needed = used.getInt(0);
                if (code != ERROR_INSUFFICIENT_BUFFER || needed <= room || needed > MOST_OCTETS) {
                    throw LogRefusal.of("EvtRender", code);
                }
                room = needed;
            }
        }
    }

    /** UTF-16 up to its NUL, which {@code octets} counts in. */
    private static String text(Pointer at, int octets) {
        String text = new String(at.getByteArray(0, Math.max(0, octets) & -2), StandardCharsets.UTF_16LE);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}
