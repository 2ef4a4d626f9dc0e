package io.secureconnect.linux.backend;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpProtocol;
import io.secureconnect.linux.xfrm.Attributes;
import io.secureconnect.linux.xfrm.LifetimeLimits;
import io.secureconnect.linux.xfrm.LifetimeUse;
import io.secureconnect.linux.xfrm.MessageFormat;
import io.secureconnect.linux.xfrm.UserPolicy;
import io.secureconnect.linux.xfrm.UserPolicyId;
import io.secureconnect.linux.xfrm.UserState;
import io.secureconnect.linux.xfrm.UserTemplate;
import io.secureconnect.linux.xfrm.XfrmAddress;
import io.secureconnect.linux.xfrm.XfrmId;
import io.secureconnect.linux.xfrm.XfrmMessage;
import io.secureconnect.linux.xfrm.XfrmSelector;
import io.secureconnect.linux.xfrm.Xfrma;
import io.secureconnect.spi.Protection;
import java.util.List;
import java.util.Optional;

/** How our SPD entries look, and which of those in the kernel are ours. */
final class Policies {
    /** The lowest number wins: exemptions before protection, and both before what other daemons usually take. */
    static final int PRIORITY_EXEMPTION = 1000;

    static final int PRIORITY_PROTECTION = 2000;

    private static final XfrmId ANY_ESP = new XfrmId(XfrmAddress.ANY, 0, IpProtocol.ESP);

    private final OwnedNumbers numbers;

    Policies(OwnedNumbers numbers) {
        this.numbers = numbers;
    }

    /** To whom an SPD entry belongs. */
    enum Owner {
        /** Ours, protects a path: its template has a reqid of ours. */
        PATH,
        /** Ours, exempts packets: it has no template and its index is ours. */
        EXEMPTION,
        OTHERS
    }

    Owner owner(XfrmMessage<UserPolicy> policy) {
        List<UserTemplate> templates = policy.attributes().find(Xfrma.TMPL).orElse(List.of());
        if (!templates.isEmpty()) {
            return numbers.isPathReqid(templates.get(0).reqid()) ? Owner.PATH : Owner.OTHERS;
        }
        return numbers.isExemptionIndex(policy.body().index()) ? Owner.EXEMPTION : Owner.OTHERS;
    }

    /**
     * One direction of a protected path. The template is required whatever the action: without an SA the kernel neither
     * sends nor accepts, and its reqid says whose the entry is.
     */
    XfrmMessage<UserPolicy> protection(HostPair path, Protection protection, int slot, Direction direction) {
        int action = protection == Protection.ENCRYPT ? UserPolicy.ACTION_ALLOW : UserPolicy.ACTION_BLOCK;
        UserTemplate template = new UserTemplate(
                ANY_ESP,
                XfrmAddress.number(path.family()),
                XfrmAddress.ANY,
                numbers.reqid(slot, direction),
                UserState.MODE_TRANSPORT,
                0,
                0,
                UserTemplate.ALL_ALGORITHMS,
                UserTemplate.ALL_ALGORITHMS,
                UserTemplate.ALL_ALGORITHMS);
        return policy(
                Selectors.of(path, direction),
                PRIORITY_PROTECTION,
                numbers.pathIndex(slot, direction),
                direction,
                action,
                Attributes.of(Xfrma.TMPL, List.of(template)));
    }

    /** One direction of an exemption. */
    XfrmMessage<UserPolicy> exemption(XfrmSelector selector, int slot, Direction direction) {
        return policy(
                selector,
                PRIORITY_EXEMPTION,
                numbers.exemptionIndex(slot, direction),
                direction,
                UserPolicy.ACTION_ALLOW,
                Attributes.NONE);
    }

    private static XfrmMessage<UserPolicy> policy(
            XfrmSelector selector, int priority, int index, Direction direction, int action, Attributes attributes) {
        UserPolicy body = new UserPolicy(
                selector,
                LifetimeLimits.NONE,
                LifetimeUse.NONE,
                priority,
                index,
                OwnedNumbers.number(direction),
                action,
                0,
                0);
        return new XfrmMessage<>(MessageFormat.NEW_POLICY, body, attributes);
    }

    /** The same entry, written over the one with its selector. */
    static XfrmMessage<UserPolicy> update(XfrmMessage<UserPolicy> policy) {
        return new XfrmMessage<>(MessageFormat.UPDATE_POLICY, policy.body(), policy.attributes());
    }

    /** Asks for the entry with the selector and direction of {@code policy}. */
    static XfrmMessage<UserPolicyId> bySelector(XfrmSelector selector, Direction direction) {
        return MessageFormat.GET_POLICY.message(new UserPolicyId(selector, 0, OwnedNumbers.number(direction)));
    }

    /** Deletes exactly this entry: by index, since its selector might have got another one. */
    static XfrmMessage<UserPolicyId> delete(UserPolicy policy) {
        return MessageFormat.DELETE_POLICY.message(
                new UserPolicyId(policy.selector(), policy.index(), policy.direction()));
    }

    /** Whether the kernel's entry does what the wanted one would; its index and use do not matter. */
    static boolean isAsWanted(XfrmMessage<UserPolicy> wanted, XfrmMessage<UserPolicy> installed) {
        UserPolicy want = wanted.body();
        UserPolicy have = installed.body();
        return want.selector().equals(have.selector())
                && want.limits().equals(have.limits())
                && want.priority() == have.priority()
                && want.direction() == have.direction()
                && want.action() == have.action()
                && want.flags() == have.flags()
                && wanted.attributes()
                        .find(Xfrma.TMPL)
                        .equals(installed.attributes().find(Xfrma.TMPL))
                && !installed.attributes().has(Xfrma.MARK)
                && !installed.attributes().has(Xfrma.IF_ID);
    }

    /** Inbound or outbound; empty for forwarding and for the entries of single sockets. */
    static Optional<Direction> direction(UserPolicy policy) {
        return switch (policy.direction()) {
            case UserPolicy.DIRECTION_IN -> Optional.of(Direction.INBOUND);
            case UserPolicy.DIRECTION_OUT -> Optional.of(Direction.OUTBOUND);
            default -> Optional.empty();
        };
    }

    /** What a path's entry demands. */
    static Protection protection(UserPolicy policy) {
        return policy.action() == UserPolicy.ACTION_ALLOW ? Protection.ENCRYPT : Protection.DISCARD;
    }

    /** The slot that a path's entry names. */
    int slot(XfrmMessage<UserPolicy> policy) {
        return numbers.slotOfReqid(
                policy.attributes().find(Xfrma.TMPL).orElseThrow().get(0).reqid());
    }
}
