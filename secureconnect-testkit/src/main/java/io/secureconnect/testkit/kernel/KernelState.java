package io.secureconnect.testkit.kernel;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.RandomSource;
import io.secureconnect.testkit.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * SPD, SAD and their clockwork. Every method that writes makes one write, after which the kernel's observers look; the
 * caller holds the kernel's lock.
 */
final class KernelState {
    final Spd spd = new Spd();
    final Sad sad = new Sad();
    final UdpSockets sockets = new UdpSockets();
    final ErrorCounters counters = new ErrorCounters();
    final ManualClock clock;
    final RandomSource random;

    private final String kernel;
    private final KeyLedger ledger;
    private final Duration larvalLifetime;
    private final Hooks hooks;
    private long sas;

    /** What the kernel around it provides. */
    interface Hooks {
        /** Runs {@code action} with the lock held. */
        void locked(Runnable action);

        void tell(Notice notice);

        void written();
    }

    KernelState(
            String kernel,
            ManualClock clock,
            RandomSource random,
            KeyLedger ledger,
            Duration larvalLifetime,
            Hooks hooks) {
        this.kernel = kernel;
        this.clock = clock;
        this.random = random;
        this.ledger = ledger;
        this.larvalLifetime = larvalLifetime;
        this.hooks = hooks;
    }

    /** Puts an entry in, or in the place of that with its selector and direction. */
    void putPolicy(Object actor, SpdEntry entry) {
        spd.put(entry);
        hooks.written();
        toldOfChange(entry.owner(), actor, "policy changed: " + entry);
    }

    boolean removePolicy(Object actor, TrafficSelector selector, Direction direction) {
        Optional<SpdEntry> removed = spd.remove(selector, direction);
        removed.ifPresent(entry -> {
            hooks.written();
            toldOfChange(entry.owner(), actor, "policy removed: " + entry);
        });
        return removed.isPresent();
    }

    /** A larval SA with an SPI that is free at its destination. */
    SadEntry reserve(String owner, HostPair path, int reqid) {
        Spi spi;
        do {
            spi = randomSpi();
        } while (sad.find(path.local(), spi).isPresent());
        SadEntry larval = newEntry(owner, new SaId(path, Direction.INBOUND, spi), reqid);
        sad.add(larval);
        after(larvalLifetime, larval, () -> {
            if (larval.isLarval()) {
                expire(larval, true);
            }
        });
        hooks.written();
        return larval;
    }

    /** Installs an SA whose name is free, or completes the larval one of that name. */
    void install(Object actor, String owner, SecurityAssociation sa, int reqid) {
        ledger.use(kernel, sa);
        Optional<SadEntry> larval = sad.find(
                sa.id().path().destination(sa.id().direction()), sa.id().spi());
        larval.ifPresent(sad::remove);
        larval.ifPresent(SadEntry::dead);
        SadEntry entry = newEntry(owner, sa.id(), reqid);
        entry.mature(sa.parameters(), new LazyTransform(sa, random));
        sad.add(entry);
        sa.parameters().lifetime().soft().ifPresent(soft -> after(soft, entry, () -> expire(entry, false)));
        sa.parameters().lifetime().hard().ifPresent(hard -> after(hard, entry, () -> expire(entry, true)));
        hooks.written();
        toldOfChange(owner, actor, "SA added: " + entry);
    }

    void removeSa(Object actor, SadEntry sa) {
        sad.remove(sa);
        sa.dead();
        hooks.written();
        toldOfChange(sa.owner, actor, "SA removed: " + sa.id);
    }

    /** Asks for keys, unless that was done and is not forgotten yet. */
    void acquire(SpdEntry policy, Sad.Wish wish) {
        Instant now = clock.now();
        if (sad.acquire(wish, now, now.plus(larvalLifetime))) {
            HostPair path = new HostPair(wish.source(), wish.destination());
            hooks.tell(new Notice(policy.owner(), null, new BackendEvent.Acquire(path)));
        }
    }

    /** Whether limits of volume let {@code sa} carry one more packet; tells of those that it reaches. */
    boolean mayCarry(SadEntry sa) {
        if (sa.isAboveHardVolume()) {
            expire(sa, true);
            return false;
        }
        if (sa.isAboveSoftVolume()) {
            expire(sa, false);
        }
        return true;
    }

    void mappingChanged(SadEntry sa, BackendEvent.MappingChanged event) {
        hooks.tell(new Notice(sa.owner, null, event));
    }

    private void expire(SadEntry sa, boolean hard) {
        if (hard) {
            sad.remove(sa);
            sa.dead();
            hooks.written();
        } else if (sa.isDying()) {
            return;
        } else {
            sa.dying();
        }
        hooks.tell(new Notice(sa.owner, null, new BackendEvent.Expired(sa.id, hard)));
    }

    private void after(Duration delay, SadEntry sa, Runnable action) {
        clock.after(
                delay,
                () -> hooks.locked(() -> {
                    if (!sa.isDead()) {
                        action.run();
                    }
                }));
    }

    private SadEntry newEntry(String owner, SaId id, int reqid) {
        return new SadEntry(owner, id, reqid, clock.now(), sas++);
    }

    private Spi randomSpi() {
        int value;
        do {
            value = BigEndian.intAt(random.octets(Integer.BYTES), 0);
        } while (value >= 0 && value < Spi.LOWEST);
        return new Spi(value);
    }

    private void toldOfChange(String owner, @Nullable Object actor, String description) {
        hooks.tell(new Notice(owner, actor, new BackendEvent.ChangedByOthers(description)));
    }
}
