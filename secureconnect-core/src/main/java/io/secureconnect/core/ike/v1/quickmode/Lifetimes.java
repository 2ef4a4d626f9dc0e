package io.secureconnect.core.ike.v1.quickmode;

import io.secureconnect.api.sa.SaLifetime;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Limits of two ends, brought together: each end keeps the lower one (RFC 2407 §4.5.4). */
final class Lifetimes {
    /** Where policy sets no soft limit of its own: early enough that a quick mode is over before the hard one. */
    private static final double SOFT_SHARE = 0.9;

    private static final long KILOBYTE = 1024;

    private Lifetimes() {}

    /** Policy's limits, none above those agreed on. */
    static SaLifetime within(SaLifetime policy, Optional<Duration> lifetime, OptionalLong kilobytes) {
        SaLifetime.Builder limits = SaLifetime.builder().from(policy);
        lifetime.map(Duration::toSeconds)
                .filter(s -> s > 0)
                .filter(s -> policy.hard().map(h -> s < h.toSeconds()).orElse(true))
                .ifPresent(s -> {
                    limits.hard(Duration.ofSeconds(s));
                    long soft = soft(
                            s,
                            policy.soft().map(Duration::toSeconds),
                            policy.hard().map(Duration::toSeconds));
                    limits.soft(soft > 0 ? Optional.of(Duration.ofSeconds(soft)) : Optional.empty());
                });
        if (kilobytes.isPresent() && kilobytes.getAsLong() > 0) {
            long octets = octets(kilobytes.getAsLong());
            if (policy.hardBytes().isEmpty() || octets < policy.hardBytes().getAsLong()) {
                limits.hardBytes(octets);
                long soft = soft(octets, boxed(policy.softBytes()), boxed(policy.hardBytes()));
                limits.softBytes(soft > 0 ? OptionalLong.of(soft) : OptionalLong.empty());
            }
        }
        return limits.build();
    }

    /** Whole units of 1024 octets, at least one. */
    static OptionalLong kilobytes(OptionalLong octets) {
        return octets.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Math.max(1, octets.getAsLong() / KILOBYTE));
    }

    static OptionalLong lower(OptionalLong one, OptionalLong other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return OptionalLong.of(Math.min(one.getAsLong(), other.getAsLong()));
    }

    static Optional<Duration> lower(Optional<Duration> one, Optional<Duration> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().compareTo(other.get()) <= 0 ? one : other;
    }

    private static long octets(long kilobytes) {
        return kilobytes > Long.MAX_VALUE / KILOBYTE ? Long.MAX_VALUE : kilobytes * KILOBYTE;
    }

    /** A soft limit below {@code hard}: policy's where it fits, else in the same proportion; 0 if there is no room for one. */
    private static long soft(long hard, Optional<Long> policySoft, Optional<Long> policyHard) {
        if (policySoft.isPresent() && policyHard.isEmpty() && policySoft.get() < hard) {
            return policySoft.get();
        }
        double share = policySoft.isPresent() && policyHard.isPresent()
                ? (double) policySoft.get() / policyHard.get()
                : SOFT_SHARE;
        return Math.min((long) (hard * share), hard - 1);
    }

    private static Optional<Long> boxed(OptionalLong value) {
        return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
    }
}
