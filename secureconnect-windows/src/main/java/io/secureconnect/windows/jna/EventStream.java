package io.secureconnect.windows.jna;

import com.sun.jna.Pointer;
import io.secureconnect.windows.abi.NativeArena;
import io.secureconnect.windows.abi.Struct;
import io.secureconnect.windows.engine.Subscription;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The two functions by which events of one kind are heard of.
 *
 * @param terms which of them
 */
record EventStream<S, E>(
        WfpFunction subscribe, WfpFunction unsubscribe, Struct<S> subscription, S terms, Struct<E> event) {
    /** What Windows may still call; nothing else would keep it from the garbage collector. */
    private static final Set<EventCallback<?>> CALLABLE = ConcurrentHashMap.newKeySet();

    NativeSubscription to(Fwpuclnt fwpuclnt, Pointer engine, Consumer<E> listener) {
        EventCallback<E> callback = EventCallback.of(event, listener);
        CALLABLE.add(callback);
        try (NativeArena arena = fwpuclnt.arena()) {
            Pointer slot = arena.zeros(Long.BYTES);
            fwpuclnt.call(subscribe, engine, arena.put(subscription, terms), callback, null, slot);
            @Nullable Pointer handle = slot.getPointer(0);
            return new NativeSubscription(() -> {
                fwpuclnt.call(unsubscribe, engine, handle);
                CALLABLE.remove(callback);
            });
        } catch (RuntimeException e) {
            CALLABLE.remove(callback);
            throw e;
        }
    }

    /** Closed once, also if that fails: then Windows may go on calling, and the callback stays. */
    static final class NativeSubscription implements Subscription {
        private final Runnable end;
        private boolean closed;

        NativeSubscription(Runnable end) {
            this.end = end;
        }

        boolean isClosed() {
            return closed;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                end.run();
            }
        }
    }
}
