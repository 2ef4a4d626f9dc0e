package io.secureconnect.linux.backend;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaState;
import io.secureconnect.linux.xfrm.LifetimeLimits;
import io.secureconnect.linux.xfrm.LifetimeUse;
import io.secureconnect.linux.xfrm.UserState;
import io.secureconnect.linux.xfrm.XfrmMessage;
import io.secureconnect.linux.xfrm.Xfrma;
import io.secureconnect.spi.InstalledSa;
import io.secureconnect.spi.TimeSource;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes an {@link InstalledSa} of an SAD entry of ours. */
final class InstalledSaReader {
    private final States states;
    private final TimeSource time;

    InstalledSaReader(OwnedNumbers numbers, TimeSource time) {
        this.states = new States(numbers);
        this.time = time;
    }

    /** Empty for SAs of others and for those of acquires, which have no SPI. */
    Optional<InstalledSa> read(XfrmMessage<UserState> state) {
        return states.id(state.body()).map(id -> read(id, state));
    }

    private InstalledSa read(SaId id, XfrmMessage<UserState> state) {
        LifetimeUse use = state.body().use();
        return InstalledSa.builder()
                .id(id)
                .state(stateOf(state))
                .proposal(KernelAlgorithms.proposal(state.attributes()))
                .installedAt(Instant.ofEpochSecond(use.addTime()))
                .bytes(use.bytes())
                .packets(use.packets())
                .sequence(sequence(state, id.direction()))
                .build();
    }

    /** The kernel does not tell that it is past a soft limit, but all that follows from. */
    private SaState stateOf(XfrmMessage<UserState> state) {
        if (States.isLarval(state)) {
            return SaState.LARVAL;
        }
        LifetimeLimits limits = state.body().limits();
        LifetimeUse use = state.body().use();
        long age = time.now().getEpochSecond() - use.addTime();
        boolean dying = (limits.softAddSeconds() > 0 && age >= limits.softAddSeconds())
                || Long.compareUnsigned(use.bytes(), limits.softBytes()) >= 0
                || Long.compareUnsigned(use.packets(), limits.softPackets()) >= 0;
        return dying ? SaState.DYING : SaState.MATURE;
    }

    private static OptionalLong sequence(XfrmMessage<UserState> state, Direction direction) {
        boolean out = direction == Direction.OUTBOUND;
        return state.attributes()
                .find(Xfrma.REPLAY_ESN_VAL)
                .map(esn -> OptionalLong.of(out ? esn.sent() : esn.received()))
                .or(() -> state.attributes()
                        .find(Xfrma.REPLAY_VAL)
                        .map(v -> OptionalLong.of(Integer.toUnsignedLong(out ? v.sent() : v.received()))))
                .orElse(OptionalLong.empty());
    }
}
