package io.secureconnect.core.runtime;

import io.secureconnect.api.event.SecureConnectEvent.KeysNeeded;
import io.secureconnect.api.event.SecureConnectEvent.NativeIkeFailed;
import io.secureconnect.api.event.SecureConnectEvent.PacketDropped;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.BackendEvent.Acquire;
import io.secureconnect.spi.BackendEvent.ChangedByOthers;
import io.secureconnect.spi.BackendEvent.Expired;
import io.secureconnect.spi.ChangeResult;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the engine does about what the kernel tells of its own accord, or would tell if it could. */
final class KernelEvents {
    private static final Logger LOG = LoggerFactory.getLogger(KernelEvents.class);
    private static final Comparator<Expired> OUTBOUND_FIRST =
            Comparator.comparing((Expired event) -> event.id().direction() == Direction.INBOUND);

    private final Kernel kernel;
    private final KeyingDriver keying;
    private final Bookkeeping books;
    private final Outbox outbox;
    private final Runnable wakeSoon;
    private Optional<String> repairCause = Optional.empty();

    /** @param wakeSoon has a wake come after all inputs that wait already */
    KernelEvents(Kernel kernel, KeyingDriver keying, Bookkeeping books, Outbox outbox, Runnable wakeSoon) {
        this.kernel = kernel;
        this.keying = keying;
        this.books = books;
        this.outbox = outbox;
        this.wakeSoon = wakeSoon;
    }

    void on(BackendEvent event, PolicyInForce policy, Instant now) {
        LOG.debug("kernel: {}", event);
        switch (event.kind()) {
            case ACQUIRE -> acquire((Acquire) event, policy, now);
            case EXPIRED -> {
                books.expired((Expired) event);
                keying.on(event, now);
            }
            case MAPPING_CHANGED -> keying.on(event, now);
            case CHANGED_BY_OTHERS -> askForRepair(((ChangedByOthers) event).description());
            case EVENTS_LOST -> askForRepair("the kernel could not hand over all events");
            case NATIVE_IKE_FAILED -> {
                BackendEvent.NativeIkeFailed failed = (BackendEvent.NativeIkeFailed) event;
                outbox.announce(new NativeIkeFailed(failed.path(), failed.detail()));
            }
            case PACKET_DROPPED -> {
                BackendEvent.PacketDropped dropped = (BackendEvent.PacketDropped) event;
                outbox.announce(new PacketDropped(dropped.path(), dropped.spi(), dropped.detail()));
            }
        }
    }

    /** Why a fresh look at the kernel was asked for, if it was; asked once, answered once, however many events asked. */
    Optional<String> takeRepairCause() {
        Optional<String> cause = repairCause;
        repairCause = Optional.empty();
        return cause;
    }

    /** Ends SAs whose time is up and tells of those whose time draws near, where the kernel does neither. */
    void expire(Instant now) {
        books.due(now).stream().sorted(OUTBOUND_FIRST).forEach(event -> {
            if (!event.hard() || removed(event, now)) {
                books.expired(event);
                keying.on(event, now);
            }
        });
    }

    private boolean removed(Expired event, Instant now) {
        List<ChangeResult> results = kernel.apply(List.of(new RemoveSa(event.id())));
        books.keyed(results, now);
        return results.stream().noneMatch(ChangeResult::isFailed);
    }

    private void acquire(Acquire event, PolicyInForce policy, Instant now) {
        HostPair path = event.path();
        if (policy.encrypted().containsKey(path)) {
            outbox.announce(new KeysNeeded(path));
            keying.on(event, now);
        }
    }

    private void askForRepair(String cause) {
        if (repairCause.isEmpty()) {
            repairCause = Optional.of(cause);
            wakeSoon.run();
        }
    }
}
