package io.secureconnect.core.ike.host;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.session.PeerSession;
import io.secureconnect.spi.UdpEndpoint;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Makes the sessions of one version of IKE. */
interface SessionFactory {
    /**
     * The side that begins.
     *
     * @param wish what policy wants of the path in this version, whenever a session asks
     */
    Made initiate(Supplier<PeerWish> wish, UdpEndpoint local, UdpEndpoint remote);

    /** The side that receives the first message. */
    Made respond(Supplier<PeerWish> wish, UdpEndpoint local, UdpEndpoint remote);

    /**
     * One of the two.
     *
     * @param session that has not begun yet
     * @param fault why there is none
     */
    record Made(Optional<PeerSession> session, Optional<IkeFault> fault) {
        static Made of(PeerSession session) {
            return new Made(Optional.of(session), Optional.empty());
        }

        static Made none(IkeFault fault) {
            return new Made(Optional.empty(), Optional.of(fault));
        }
    }

    /** Of a host that does not speak {@code version}. */
    static SessionFactory none(IkeVersion version) {
        Made none = Made.none(new IkeFault(
                NegotiationFailure.PROTOCOL_ERROR,
                OptionalInt.empty(),
                "this host does not speak " + version.wireName() + "; let policy name another version for the pair"));
        return new SessionFactory() {
            @Override
            public Made initiate(Supplier<PeerWish> wish, UdpEndpoint local, UdpEndpoint remote) {
                return none;
            }

            @Override
            public Made respond(Supplier<PeerWish> wish, UdpEndpoint local, UdpEndpoint remote) {
                return none;
            }
        };
    }
}
