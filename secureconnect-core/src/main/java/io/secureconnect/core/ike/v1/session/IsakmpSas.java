package io.secureconnect.core.ike.v1.session;

import io.secureconnect.core.ike.session.SessionTimes;
import io.secureconnect.core.ike.session.Timers;
import io.secureconnect.core.ike.v1.keys.Cookies;
import io.secureconnect.spi.RandomSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ISAKMP SAs that stand: one, and for a while those that it replaces. */
final class IsakmpSas {
    /** More than a peer has use for; the oldest goes if there are more. */
    private static final int MOST = 8;

    private final SessionTimes times;
    private final RandomSource random;
    private final Timers<Timer> timers;
    private final List<IsakmpSa> sas = new ArrayList<>(1);

    IsakmpSas(IsakmpContext context, Timers<Timer> timers) {
        this.times = context.times();
        this.random = context.random();
        this.timers = timers;
    }

    /** Takes one in; the others go when the peer surely knows of it. Returns one that is too many. */
    Optional<IsakmpSa> add(IsakmpSa made, Instant now) {
        sas.add(made);
        Duration lifetime = made.phaseOne().lifetime();
        Duration soft = times.withReserve(lifetime);
        // The end that began goes first, most of the time.
        timers.start(Timer.REKEY_PHASE_ONE, made, now.plus(made.isInitiator() ? times.early(soft, random) : soft));
        timers.start(Timer.END_PHASE_ONE, made, now.plus(lifetime));
        for (IsakmpSa other : sas) {
            if (sas.size() > 1) {
                timers.start(Timer.SUPERFLUOUS_PHASE_ONE, other, now.plus(times.awaitedDelete()));
            }
        }
        return sas.size() > MOST ? Optional.of(sas.get(0)) : Optional.empty();
    }

    /** The peer will not keep it longer than this. */
    void shorten(IsakmpSa sa, Duration lifetime, Instant now) {
        if (lifetime.compareTo(sa.phaseOne().lifetime()) < 0) {
            timers.start(Timer.REKEY_PHASE_ONE, sa, now.plus(times.early(times.withReserve(lifetime), random)));
            timers.start(Timer.END_PHASE_ONE, sa, now.plus(lifetime));
        }
    }

    /** Forgets one, and wipes its keys. */
    void remove(IsakmpSa sa) {
        sas.remove(sa);
        timers.stopAll(sa);
        sa.close();
    }

    /** The youngest; of those that came at about the same time, maybe not in the same order at both ends, the one of the higher cookies. */
    Optional<IsakmpSa> current() {
        Optional<IsakmpSa> best = Optional.empty();
        for (IsakmpSa sa : sas) {
            if (best.isEmpty() || isBetter(sa, best.get())) {
                best = Optional.of(sa);
            }
        }
        return best;
    }

    private boolean isBetter(IsakmpSa later, IsakmpSa earlier) {
        boolean together = later.done().at().isBefore(earlier.done().at().plus(times.awaitedDelete()))
                && !earlier.done().isBefore(later.begun());
        return !together || IsakmpSa.byCookies(later, earlier) > 0;
    }

    Optional<IsakmpSa> of(Cookies cookies) {
        return sas.stream().filter(sa -> sa.cookies().equals(cookies)).findFirst();
    }

    boolean has(IsakmpSa sa) {
        return sas.contains(sa);
    }

    boolean isEmpty() {
        return sas.isEmpty();
    }

    List<IsakmpSa> all() {
        return List.copyOf(sas);
    }
}
