package io.secureconnect.windows.jna;

import com.sun.jna.AltCallingConvention;
import com.sun.jna.CallbackProxy;
import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import io.secureconnect.windows.abi.Abi;
import io.secureconnect.windows.abi.NativeReader;
import io.secureconnect.windows.abi.Struct;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Windows calls, on a thread of its own, with a context that nobody uses and an event that is valid until this returns.
 * Nothing that a listener throws reaches Windows.
 */
class EventCallback<E> implements CallbackProxy {
    private static final Logger LOG = LoggerFactory.getLogger(EventCallback.class);

    private final Struct<E> struct;
    private final Consumer<E> listener;

    private EventCallback(Struct<E> struct, Consumer<E> listener) {
        this.struct = struct;
        this.listener = listener;
    }

    /** One whose threads do not keep the process alive. */
    static <E> EventCallback<E> of(Struct<E> struct, Consumer<E> listener) {
        boolean stdcall = Platform.isWindows() && Abi.ofThisProcess() == Abi.BITS_32;
        EventCallback<E> callback = stdcall ? new Stdcall<>(struct, listener) : new EventCallback<>(struct, listener);
        Native.setCallbackThreadInitializer(
                callback, new CallbackThreadInitializer(true, false, "secureconnect-" + struct));
        return callback;
    }

    @Override
    public @Nullable Object callback(Object[] arguments) {
        try {
            listener.accept(NativeReader.read(struct, (Pointer) arguments[1]));
        } catch (Throwable e) { // whatever it is, it would unwind through frames of Windows
            LOG.error("a listener to {} failed; it hears of the next one all the same", struct, e);
        }
        return null;
    }

    @Override
    public Class<?>[] getParameterTypes() {
        return new Class<?>[] {Pointer.class, Pointer.class};
    }

    @Override
    public Class<?> getReturnType() {
        return void.class;
    }

    /** For 32-bit Windows. */
    private static final class Stdcall<E> extends EventCallback<E> implements AltCallingConvention {
        Stdcall(Struct<E> struct, Consumer<E> listener) {
            super(struct, listener);
        }
    }
}
