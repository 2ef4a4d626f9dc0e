package io.secureconnect.core.ike.v1.mainmode;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.registry.NotifyType;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Kind;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Nonce;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.SecurityAssociation;
import io.secureconnect.core.ike.wire.DecodeException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Messages 1 to 4, which are in clear: their payloads, or what is wrong with them. */
final class Clear {
    private static final int SIT_IDENTITY_ONLY = 1;
    private static final int LEAST_NONCE_OCTETS = 8;
    private static final int MOST_NONCE_OCTETS = 256;

    private final @Nullable Contents contents;
    private final Optional<IkeFault> fault;

    private Clear(@Nullable Contents contents, Optional<IkeFault> fault) {
        this.contents = contents;
        this.fault = fault;
    }

    /** Message 1 or 2: an SA before all else. */
    static Clear association(byte[] message, int number) {
        return of(message, number, Set.of(Kind.SECURITY_ASSOCIATION), Clear::associationFault);
    }

    /** Message 3 or 4: a public value and a nonce. */
    static Clear exchange(byte[] message, int number) {
        return of(message, number, Set.of(Kind.KEY_EXCHANGE, Kind.NONCE), Clear::exchangeFault);
    }

    /** What is wrong; the contents are only there if nothing is. */
    Optional<IkeFault> fault() {
        return fault;
    }

    Contents contents() {
        if (contents == null) {
            throw new IllegalStateException("a faulty message has no contents");
        }
        return contents;
    }

    private interface Rule {
        Optional<IkeFault> fault(Contents contents, int number);
    }

    private static Clear of(byte[] message, int number, Set<Kind> once, Rule rule) {
        try {
            Contents contents = new Contents(IsakmpCodec.decode(message));
            Optional<IkeFault> fault = contents.fault(number, once).or(() -> rule.fault(contents, number));
            return new Clear(contents, fault);
        } catch (DecodeException e) {
            return new Clear(null, Optional.of(Faults.malformed(e.getMessage())));
        }
    }

    private static Optional<IkeFault> associationFault(Contents contents, int number) {
        if (!contents.isFirst(Kind.SECURITY_ASSOCIATION)) {
            return Optional.of(Faults.malformed(
                    "the SA of message " + number + " must precede all other payloads (RFC 2409 section 5)"));
        }
        SecurityAssociation sa = contents.payload(SecurityAssociation.class, Kind.SECURITY_ASSOCIATION);
        if (sa.doi() != Proofs.DOI_IPSEC) {
            return Optional.of(Faults.of(
                    NegotiationFailure.PROTOCOL_ERROR,
                    NotifyType.DOI_NOT_SUPPORTED,
                    "domain of interpretation " + sa.doi() + " is not that of IPsec, 1 (RFC 2407 section 4.6.1)"));
        }
        if (sa.situation() != SIT_IDENTITY_ONLY) {
            return Optional.of(Faults.of(
                    NegotiationFailure.PROTOCOL_ERROR,
                    NotifyType.SITUATION_NOT_SUPPORTED,
                    "situation " + sa.situation() + " is not SIT_IDENTITY_ONLY, 1 (RFC 2407 section 4.2)"));
        }
        return Optional.empty();
    }

    private static Optional<IkeFault> exchangeFault(Contents contents, int number) {
        int octets = contents.payload(Nonce.class, Kind.NONCE).data().length();
        return octets < LEAST_NONCE_OCTETS || octets > MOST_NONCE_OCTETS
                ? Optional.of(Faults.malformed("the nonce of message " + number + " has " + octets
                        + " octets, it must have 8 to 256 (RFC 2409 section 5)"))
                : Optional.empty();
    }
}
