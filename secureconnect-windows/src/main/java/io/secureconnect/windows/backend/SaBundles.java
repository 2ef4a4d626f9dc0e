package io.secureconnect.windows.backend;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.windows.wfp.Sa;
import io.secureconnect.windows.wfp.SaBundle;
import io.secureconnect.windows.wfp.SaLimits;
import java.time.Duration;
import java.util.List;

/** An SA as Windows takes it. */
final class SaBundles {
    /** Windows' own end comes so much after ours, so that its callout is never asked without an SA. */
    static final Duration MARGIN = Duration.ofMinutes(1);

    /** What Windows' own dialogs let people choose: 5 minutes to 48 hours. */
    static final Duration SHORTEST = Duration.ofMinutes(5);

    static final Duration LONGEST = Duration.ofHours(48);

    private SaBundles() {}

    /** @return with the key of {@code sa}, lent until Windows has it */
    static SaBundle of(SecurityAssociation sa) {
        boolean outbound = sa.id().direction() == Direction.OUTBOUND;
        boolean inUdp = sa.parameters().udpEncapsulation().isPresent();
        int flags = (outbound ? SaBundle.SUPPRESS_DUPLICATE_DELETION : 0)
                | (outbound && inUdp ? SaBundle.ASSUME_UDP_CONTEXT_OUTBOUND : 0);
        return new SaBundle(
                flags,
                new SaLimits(seconds(sa.parameters().lifetime()), 0, 0),
                pairId(sa),
                List.of(Sa.esp(
                        sa.id().spi().value(), Transforms.of(sa.parameters().proposal(), sa.keys()))),
                sa.id().path().family() == AddressFamily.IPV4 ? 0 : 1,
                0,
                0);
    }

    /**
     * How long Windows lets it live if nobody ends it before. Without a limit, or with one that is too far, it is the longest
     * that is sure; whether 0 means unlimited is not documented.
     */
    static int seconds(SaLifetime lifetime) {
        Duration wanted = lifetime.hard().map(hard -> hard.plus(MARGIN)).orElse(LONGEST);
        Duration least = wanted.compareTo(SHORTEST) < 0 ? SHORTEST : wanted;
        return Math.toIntExact((least.compareTo(LONGEST) > 0 ? LONGEST : least).toSeconds());
    }

    /** {@code qmSaId}: the same in both directions and at both ends, another one for another pair. */
    private static int pairId(SecurityAssociation sa) {
        int own = sa.id().spi().value();
        int partner = sa.partner().value();
        int least = Integer.compareUnsigned(own, partner) < 0 ? own : partner;
        int most = least == own ? partner : own;
        return least * 31 + most;
    }
}
