package io.secureconnect.core.ike.v1.quickmode;

import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.keys.ChildKeys;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A pair of ESP SAs that both ends agree on and nobody has installed yet. Sequence numbers have 32 bits: quick mode does not
 * negotiate more.
 *
 * @param inbound this host's SPI
 * @param outbound the peer's SPI
 * @param keys of both directions; closed with it
 * @param initiator whether this host began the quick mode
 * @param lifetime the shorter one of the peer's and policy's; a peer that says nothing means eight hours (RFC 2407 §4.5)
 * @param kilobytes the smaller one of the peer's and policy's, in units of 1024 octets; empty if neither sets a limit
 * @param udpEncapsulated whether ESP travels in UDP
 * @param commit whether the responder asked that nothing be sent before it says CONNECTED; never at the responder itself
 */
public record AgreedSas(
        EspProposal proposal,
        Spi inbound,
        Spi outbound,
        ChildKeys keys,
        boolean initiator,
        Optional<Duration> lifetime,
        OptionalLong kilobytes,
        boolean udpEncapsulated,
        boolean commit)
        implements AutoCloseable {
    /** Policy's limits, none of them above what was agreed on; soft ones keep their share of the hard ones. */
    public SaLifetime within(SaLifetime policy) {
        return Lifetimes.within(policy, lifetime, kilobytes);
    }

    /** Wipes the keys. */
    @Override
    public void close() {
        keys.close();
    }
}
