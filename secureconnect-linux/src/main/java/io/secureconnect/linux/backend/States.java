package io.secureconnect.linux.backend;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpProtocol;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import io.secureconnect.linux.udp.UdpPort;
import io.secureconnect.linux.xfrm.EncapsulationTemplate;
import io.secureconnect.linux.xfrm.LifetimeLimits;
import io.secureconnect.linux.xfrm.LifetimeUse;
import io.secureconnect.linux.xfrm.MessageFormat;
import io.secureconnect.linux.xfrm.ReplayStateEsn;
import io.secureconnect.linux.xfrm.SpiRequest;
import io.secureconnect.linux.xfrm.StateStatistics;
import io.secureconnect.linux.xfrm.UserState;
import io.secureconnect.linux.xfrm.UserStateId;
import io.secureconnect.linux.xfrm.XfrmAddress;
import io.secureconnect.linux.xfrm.XfrmId;
import io.secureconnect.linux.xfrm.XfrmMessage;
import io.secureconnect.linux.xfrm.XfrmSelector;
import io.secureconnect.linux.xfrm.Xfrma;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** How our SAD entries look, and which of those in the kernel are ours. */
final class States {
    /** SPIs of reservations come from here, well away from those that people type in by hand. */
    private static final int LOWEST_SPI = 0xC0000000;

    private static final int HIGHEST_SPI = 0xCFFFFFFF;

    private final OwnedNumbers numbers;

    States(OwnedNumbers numbers) {
        this.numbers = numbers;
    }

    /** A new SA with its key. */
    XfrmMessage<UserState> install(SecurityAssociation sa, int slot) {
        return install(
                sa,
                numbers.reqid(slot, sa.id().direction()),
                limits(sa.parameters().lifetime()));
    }

    /** A new SA with its key, with a reqid and limits of the caller's choice. */
    static XfrmMessage<UserState> install(SecurityAssociation sa, int reqid, LifetimeLimits limits) {
        EspParameters parameters = sa.parameters();
        Direction direction = sa.id().direction();
        UserState state = state(
                sa.id().path(),
                direction,
                sa.id().spi().value(),
                reqid,
                limits,
                parameters.extendedSequenceNumbers() ? UserState.FLAG_ESN : 0,
                Selectors.of(sa.id().path(), direction));
        XfrmMessage<UserState> message =
                KernelAlgorithms.with(MessageFormat.NEW_SA.message(state), parameters.proposal(), sa.keys());
        if (parameters.replayWindow() > 0) {
            message = message.with(Xfrma.REPLAY_ESN_VAL, ReplayStateEsn.fresh(parameters.replayWindow()));
        }
        Optional<UdpEncapsulationTemplate> udp = parameters.udpEncapsulation();
        return udp.isPresent() ? message.with(Xfrma.ENCAP, encapsulation(udp.get(), direction)) : message;
    }

    private static UserState state(
            HostPair path,
            Direction direction,
            int spi,
            int reqid,
            LifetimeLimits limits,
            int flags,
            XfrmSelector selector) {
        return new UserState(
                selector,
                new XfrmId(XfrmAddress.of(path.destination(direction)), spi, IpProtocol.ESP),
                XfrmAddress.of(path.source(direction)),
                limits,
                LifetimeUse.NONE,
                StateStatistics.NONE,
                0,
                reqid,
                XfrmAddress.number(path.family()),
                UserState.MODE_TRANSPORT,
                0,
                flags);
    }

    private static LifetimeLimits limits(SaLifetime lifetime) {
        return new LifetimeLimits(
                volume(lifetime.softBytes()),
                volume(lifetime.hardBytes()),
                volume(lifetime.softPackets()),
                volume(lifetime.hardPackets()),
                seconds(lifetime.soft()),
                seconds(lifetime.hard()),
                0,
                0);
    }

    private static long volume(OptionalLong limit) {
        return limit.orElse(LifetimeLimits.INFINITE);
    }

    private static long seconds(Optional<Duration> limit) {
        return limit.map(Duration::toSeconds).orElse(0L);
    }

    private static EncapsulationTemplate encapsulation(UdpEncapsulationTemplate udp, Direction direction) {
        boolean out = direction == Direction.OUTBOUND;
        return new EncapsulationTemplate(
                EncapsulationTemplate.ESP_IN_UDP,
                out ? udp.localPort() : udp.remotePort(),
                out ? udp.remotePort() : udp.localPort(),
                XfrmAddress.ANY);
    }

    /** Where an inbound SA of ours gets its packets, if they come in UDP. */
    static Optional<UdpPort> receivesAt(XfrmMessage<UserState> state) {
        if (OwnedNumbers.directionOfReqid(state.body().reqid()) == Direction.OUTBOUND) {
            return Optional.empty();
        }
        return state.attributes()
                .find(Xfrma.ENCAP)
                .filter(udp -> udp.type() == EncapsulationTemplate.ESP_IN_UDP)
                .map(udp -> new UdpPort(
                        state.body().family() == XfrmAddress.AF_INET ? AddressFamily.IPV4 : AddressFamily.IPV6,
                        udp.destinationPort()));
    }

    /** The same SA as the completion of a larval one. */
    static XfrmMessage<UserState> complete(XfrmMessage<UserState> install) {
        return new XfrmMessage<>(MessageFormat.UPDATE_SA, install.body(), install.attributes());
    }

    /** Asks for a larval inbound SA with a free SPI. */
    XfrmMessage<SpiRequest> reserve(HostPair path, int slot) {
        int reqid = numbers.reqid(slot, Direction.INBOUND);
        return MessageFormat.ALLOCATE_SPI.message(new SpiRequest(
                state(path, Direction.INBOUND, 0, reqid, LifetimeLimits.NONE, 0, XfrmSelector.ANY),
                LOWEST_SPI,
                HIGHEST_SPI));
    }

    /** Gives the larval SA of an acquire, which has none, an SPI, by which alone it can be deleted. */
    static XfrmMessage<SpiRequest> name(UserState acquire) {
        return MessageFormat.ALLOCATE_SPI.message(new SpiRequest(acquire, LOWEST_SPI, HIGHEST_SPI));
    }

    static XfrmMessage<UserStateId> get(SaId id) {
        return MessageFormat.GET_SA.message(id(id));
    }

    static XfrmMessage<UserStateId> delete(SaId id) {
        return MessageFormat.DELETE_SA.message(id(id));
    }

    static XfrmMessage<UserStateId> delete(UserState state) {
        return MessageFormat.DELETE_SA.message(new UserStateId(
                state.id().destination(),
                state.id().spi(),
                state.family(),
                state.id().protocol()));
    }

    private static UserStateId id(SaId id) {
        return new UserStateId(
                XfrmAddress.of(id.path().destination(id.direction())),
                id.spi().value(),
                XfrmAddress.number(id.path().family()),
                IpProtocol.ESP);
    }

    /** The name of an SA, if it is a path's and has an SPI. */
    Optional<SaId> id(UserState state) {
        boolean reservedSpi = state.id().spi() >= 0 && state.id().spi() < Spi.LOWEST;
        if (!isPathState(state) || reservedSpi) {
            return Optional.empty();
        }
        Direction direction = OwnedNumbers.directionOfReqid(state.reqid());
        return Selectors.path(state.source(), state.id().destination(), state.family(), direction)
                .map(path -> new SaId(path, direction, new Spi(state.id().spi())));
    }

    /** Whether an SA belongs to one of our paths, larval ones of acquires included. */
    boolean isPathState(UserState state) {
        return numbers.isPathReqid(state.reqid())
                && state.id().protocol() == IpProtocol.ESP
                && state.mode() == UserState.MODE_TRANSPORT;
    }

    /** Whether it has an SPI but no key yet. */
    static boolean isLarval(XfrmMessage<UserState> state) {
        return !KernelAlgorithms.present(state.attributes());
    }
}
