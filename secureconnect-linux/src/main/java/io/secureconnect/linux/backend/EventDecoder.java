package io.secureconnect.linux.backend;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.linux.netlink.NetlinkMessage;
import io.secureconnect.linux.xfrm.MessageFormat;
import io.secureconnect.linux.xfrm.UserAcquire;
import io.secureconnect.linux.xfrm.UserExpire;
import io.secureconnect.linux.xfrm.UserMapping;
import io.secureconnect.linux.xfrm.UserPolicy;
import io.secureconnect.linux.xfrm.UserState;
import io.secureconnect.linux.xfrm.UserTemplate;
import io.secureconnect.linux.xfrm.XfrmMessage;
import io.secureconnect.linux.xfrm.XfrmSelector;
import io.secureconnect.linux.xfrm.Xfrma;
import io.secureconnect.spi.BackendEvent;
import java.util.List;
import java.util.Optional;

/** Notices of the kernel about objects of ours, as events; what is not ours is no event. */
final class EventDecoder {
    private final OwnedNumbers numbers;
    private final States states;
    private final int ownPort;

    /** @param ownPort the port number in our own requests, whose effects are no news */
    EventDecoder(OwnedNumbers numbers, int ownPort) {
        this.numbers = numbers;
        this.states = new States(numbers);
        this.ownPort = ownPort;
    }

    /**
     * The event in a message.
     *
     * @throws io.secureconnect.linux.netlink.DecodeException if it cannot be read
     */
    Optional<BackendEvent> decode(NetlinkMessage message) {
        int type = message.header().type();
        if (type == MessageFormat.ACQUIRE.type()) {
            return acquire(XfrmMessage.decode(MessageFormat.ACQUIRE, message));
        }
        if (type == MessageFormat.EXPIRE.type()) {
            return expired(XfrmMessage.decode(MessageFormat.EXPIRE, message).body());
        }
        if (type == MessageFormat.MAPPING.type()) {
            return mapping(XfrmMessage.decode(MessageFormat.MAPPING, message).body());
        }
        return message.header().portId() == ownPort ? Optional.empty() : byOthers(message);
    }

    private Optional<BackendEvent> acquire(XfrmMessage<UserAcquire> message) {
        UserAcquire acquire = message.body();
        boolean ours = message.attributes().find(Xfrma.TMPL).orElse(List.of()).stream()
                .anyMatch(template -> numbers.isPathReqid(template.reqid()));
        return Optional.of(acquire)
                .filter(a -> ours)
                .flatMap(a -> Selectors.path(
                        a.source(), a.id().destination(), a.selector().family(), Direction.OUTBOUND))
                .map(BackendEvent.Acquire::new);
    }

    private Optional<BackendEvent> expired(UserExpire expire) {
        return states.id(expire.state()).map(id -> new BackendEvent.Expired(id, expire.hard() != 0));
    }

    private Optional<BackendEvent> mapping(UserMapping mapping) {
        UserState state = named(mapping);
        return states.id(state)
                .flatMap(id -> Selectors.address(
                                mapping.newSource(), mapping.id().family())
                        .map(address -> new BackendEvent.MappingChanged(id, address, mapping.newPort())));
    }

    /** As much of an SA as a mapping tells of it. */
    private static UserState named(UserMapping mapping) {
        UserState blank = UserState.STRUCTURE.blank();
        return new UserState(
                XfrmSelector.ANY,
                new io.secureconnect.linux.xfrm.XfrmId(
                        mapping.id().destination(),
                        mapping.id().spi(),
                        mapping.id().protocol()),
                mapping.oldSource(),
                blank.limits(),
                blank.use(),
                blank.statistics(),
                0,
                mapping.reqid(),
                mapping.id().family(),
                UserState.MODE_TRANSPORT,
                0,
                0);
    }

    private Optional<BackendEvent> byOthers(NetlinkMessage message) {
        int type = message.header().type();
        if (type == MessageFormat.DELETE_SA.type()) {
            return XfrmMessage.decode(MessageFormat.DELETE_SA, message)
                    .attributes()
                    .find(Xfrma.SA)
                    .flatMap(states::id)
                    .map(id -> changed("somebody deleted " + id));
        }
        if (type == MessageFormat.UPDATE_SA.type()) {
            return states.id(
                            XfrmMessage.decode(MessageFormat.UPDATE_SA, message).body())
                    .map(id -> changed("somebody updated " + id));
        }
        if (type == MessageFormat.DELETE_POLICY.type()) {
            var notice = XfrmMessage.decode(MessageFormat.DELETE_POLICY, message);
            return notice.attributes()
                    .find(Xfrma.POLICY)
                    .filter(policy -> touchesOurs(policy, notice))
                    .map(policy -> changed(
                            "somebody deleted our policy with index " + Integer.toUnsignedString(policy.index())));
        }
        if (type == MessageFormat.UPDATE_POLICY.type()) {
            var notice = XfrmMessage.decode(MessageFormat.UPDATE_POLICY, message);
            return Optional.of(notice.body())
                    .filter(policy -> touchesOurs(policy, notice))
                    .map(policy -> changed(
                            "somebody wrote over our policy with index " + Integer.toUnsignedString(policy.index())));
        }
        if (type == MessageFormat.FLUSH_SA.type()) {
            return Optional.of(changed("somebody flushed all SAs"));
        }
        if (type == MessageFormat.FLUSH_POLICY.type()) {
            return Optional.of(changed("somebody flushed all policies"));
        }
        return Optional.empty();
    }

    /** An entry keeps its index when it is written over, so one with an index of ours was ours. */
    private boolean touchesOurs(UserPolicy policy, XfrmMessage<?> notice) {
        List<UserTemplate> templates = notice.attributes().find(Xfrma.TMPL).orElse(List.of());
        return numbers.contains(policy.index())
                || templates.stream().anyMatch(template -> numbers.isPathReqid(template.reqid()));
    }

    private static BackendEvent changed(String description) {
        return new BackendEvent.ChangedByOthers(description);
    }
}
