package io.secureconnect.core.ike.host;

import io.secureconnect.api.keying.NegotiationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** When this host begins a negotiation on one path: by policy, for a packet, after failures, or to renew what is outdated. */
final class Turns {
    private static final Duration SOON = Duration.ofSeconds(1);

    /** How long the end that need not begin waits before it renews what policy or credentials have outdated. */
    private static final Duration RENEWAL_OF_THE_OTHER = Duration.ofSeconds(30);

    private final HostContext host;
    private final Peering peering;

    /** Whether this host begins without being asked: by policy, or because it had to before. */
    private boolean begins;

    private Optional<Instant> startAt = Optional.empty();
    private Optional<Instant> renewAt = Optional.empty();
    private int failures;

    Turns(HostContext host, Peering peering, boolean begins) {
        this.host = host;
        this.peering = peering;
        this.begins = begins;
    }

    boolean begins() {
        return begins;
    }

    /** The first start: spread, or after the other end had its time. */
    void appear(Instant now) {
        later(begins ? host.jitter(host.settings.startSpread()) : patience(), now);
    }

    void beginsByPolicy() {
        begins = true;
    }

    /** Something else is wanted: what failed before says nothing about it. */
    void wishChanged(Instant now) {
        failures = 0;
        startAt = startAt.map(at -> begins ? now.plus(host.jitter(host.settings.startSpread())) : at);
    }

    /** A packet waits for keys, and nothing is under way. */
    void acquire(Optional<Instant> failedAt, Instant now) {
        Duration wait = begins ? Duration.ZERO : SOON.plus(host.jitter(SOON));
        Instant at =
                latest(now.plus(wait), failedAt.map(failed -> failed.plus(SOON)).orElse(now));
        if (startAt.filter(set -> set.isBefore(at)).isEmpty()) {
            startAt = Optional.of(at);
        }
        if (!at.isAfter(now)) {
            startAt = Optional.empty();
            host.starts.add(peering, true);
        }
    }

    void later(Duration wait, Instant now) {
        startAt = Optional.of(now.plus(wait));
    }

    /** What this host began came to nothing, and there is nothing else. */
    void backOff(NegotiationFailure reason, Instant now) {
        withdraw(); // a turn that waits was for what just failed
        later(Backoff.after(++failures, reason, host.random), now);
    }

    /** A renewal came to nothing; what it was to replace goes on. */
    void renewLater(NegotiationFailure reason, Instant now) {
        withdraw();
        renewAt = Optional.of(now.plus(Backoff.after(++failures, reason, host.random)));
    }

    /** Policy or credentials have outdated what stands. */
    void renewSoon(boolean firstEnd, Instant now) {
        if (renewAt.isEmpty()) {
            Duration wait = host.jitter(host.settings.startSpread());
            renewAt = Optional.of(now.plus(firstEnd ? wait : RENEWAL_OF_THE_OTHER.plus(wait)));
        }
    }

    /** @param own this host had to begin it */
    void established(boolean own) {
        begins |= own;
        failures = 0;
        startAt = Optional.empty();
        host.starts.withdraw(peering);
    }

    /** Nothing stands any more. */
    void ended(Instant now) {
        if (startAt.isEmpty() && !host.starts.has(peering)) {
            later(begins ? host.jitter(SOON) : patience(), now);
        }
    }

    void withdraw() {
        host.starts.withdraw(peering);
    }

    void due(Instant now) {
        if (isDue(startAt, now)) {
            startAt = Optional.empty();
            host.starts.add(peering, false);
        }
        if (isDue(renewAt, now)) {
            renewAt = Optional.empty();
            host.starts.add(peering, false);
        }
    }

    Optional<Instant> next() {
        return Stream.of(startAt, renewAt).flatMap(Optional::stream).min(Instant::compareTo);
    }

    Duration patience() {
        Duration patience = host.settings.patience();
        return patience.plus(host.jitter(patience.dividedBy(2)));
    }

    static boolean isDue(Optional<Instant> at, Instant now) {
        return at.filter(time -> !time.isAfter(now)).isPresent();
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
