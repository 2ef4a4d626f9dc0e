package io.secureconnect.windows.audit.jna;

import com.sun.jna.AltCallingConvention;
import com.sun.jna.CallbackProxy;
import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import io.secureconnect.windows.abi.Abi;
import io.secureconnect.windows.system.SystemLibrary;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code EVT_SUBSCRIBE_CALLBACK}: what Windows calls, on a thread of its own, with an action, a context that nobody uses, and an
 * event that is valid until this returns and not to be closed, or a code. Nothing that a listener throws reaches Windows.
 */
class EventCallback implements CallbackProxy {
    static final int EVT_SUBSCRIBE_ACTION_DELIVER = 1;

    private static final Logger LOG = LoggerFactory.getLogger(EventCallback.class);

    private final SystemLibrary wevtapi;
    private final Consumer<String> events;
    private final Consumer<String> losses;
    private boolean ended;

    private EventCallback(SystemLibrary wevtapi, Consumer<String> events, Consumer<String> losses) {
        this.wevtapi = wevtapi;
        this.events = events;
        this.losses = losses;
    }

    /** One whose threads do not keep the process alive. */
    static EventCallback of(SystemLibrary wevtapi, Consumer<String> events, Consumer<String> losses) {
        boolean stdcall = Platform.isWindows() && Abi.ofThisProcess() == Abi.BITS_32;
        EventCallback callback =
                stdcall ? new Stdcall(wevtapi, events, losses) : new EventCallback(wevtapi, events, losses);
        Native.setCallbackThreadInitializer(
                callback, new CallbackThreadInitializer(true, false, "secureconnect-audit"));
        return callback;
    }

    /** Returns when the listeners are not running; from then on they are not called. */
    synchronized void end() {
        ended = true;
    }

    @Override
    public synchronized Object callback(Object[] arguments) {
        if (!ended) {
            try {
                deliver((Integer) arguments[0], (Pointer) arguments[2]);
            } catch (Throwable e) { // whatever it is, it would unwind through frames of Windows
                LOG.error("an audit event was not taken; the next one is passed on all the same", e);
            }
        }
        return 0;
    }

    private void deliver(int action, Pointer event) {
        if (action == EVT_SUBSCRIBE_ACTION_DELIVER) {
            events.accept(RenderedEvent.of(wevtapi, event));
        } else {
            losses.accept(LogRefusal.describe("EvtSubscribe", (int) Pointer.nativeValue(event)));
        }
    }

    @Override
    public Class<?>[] getParameterTypes() {
        return new Class<?>[] {int.class, Pointer.class, Pointer.class};
    }

    @Override
    public Class<?> getReturnType() {
        return int.class;
    }

    /** For 32-bit Windows. */
    private static final class Stdcall extends EventCallback implements AltCallingConvention {
        Stdcall(SystemLibrary wevtapi, Consumer<String> events, Consumer<String> losses) {
            super(wevtapi, events, losses);
        }
    }
}
