package io.secureconnect.core.ike.v1.wire;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.core.ike.wire.DataAttribute;
import java.util.List;

/**
 * One payload of an ISAKMP message (RFC 2408 §3.4 and following, RFC 2407 §4.6, RFC 3947). Numbers are kept as they are on the
 * wire, also those that this build has no name for. Dispatch on {@link #kind()}; the family is closed.
 */
public sealed interface IsakmpPayload {
    Kind kind();

    /** The forms of a payload. */
    enum Kind {
        SECURITY_ASSOCIATION,
        KEY_EXCHANGE,
        IDENTIFICATION,
        CERTIFICATE,
        CERTIFICATE_REQUEST,
        HASH,
        SIGNATURE,
        NONCE,
        NOTIFICATION,
        DELETE,
        VENDOR_ID,
        NAT_DISCOVERY,
        NAT_ORIGINAL_ADDRESS,
        FRAGMENT,
        UNKNOWN
    }

    /**
     * RFC 2408 §3.4.
     *
     * @param doi domain of interpretation; 1 for IPsec
     * @param situation 1 for SIT_IDENTITY_ONLY
     */
    record SecurityAssociation(int doi, int situation, List<Proposal> proposals) implements IsakmpPayload {
        public SecurityAssociation {
            proposals = List.copyOf(proposals);
        }

        @Override
        public Kind kind() {
            return Kind.SECURITY_ASSOCIATION;
        }
    }

    /** RFC 2408 §3.7. */
    record KeyExchange(Bytes data) implements IsakmpPayload {
        @Override
        public Kind kind() {
            return Kind.KEY_EXCHANGE;
        }
    }

    /**
     * RFC 2407 §4.6.2: IDii and IDir in phase 1, IDci and IDcr in phase 2.
     *
     * @param protocol IP protocol; 0 for any
     * @param port 0 for any
     */
    record Identification(IkeIdentity identity, int protocol, int port) implements IsakmpPayload {
        @Override
        public Kind kind() {
            return Kind.IDENTIFICATION;
        }
    }

    /** RFC 2408 §3.9. */
    record Certificate(int encoding, Bytes data) implements IsakmpPayload {
        @Override
        public Kind kind() {
            return Kind.CERTIFICATE;
        }
    }

    /**
     * RFC 2408 §3.10.
     *
     * @param authority the DN of a CA in DER; empty for any
     */
    record CertificateRequest(int encoding, Bytes authority) implements IsakmpPayload {
        @Override
        public Kind kind() {
            return Kind.CERTIFICATE_REQUEST;
        }
    }

    /** RFC 2408 §3.11. */
    record Hash(Bytes data) implements IsakmpPayload {
        @Override
        public Kind kind() {
            return Kind.HASH;
        }
    }

    /** RFC 2408 §3.12. */
    record Signature(Bytes data) implements IsakmpPayload {
        @Override
        public Kind kind() {
            return Kind.SIGNATURE;
        }
    }

    /** RFC 2408 §3.13. */
    record Nonce(Bytes data) implements IsakmpPayload {
        @Override
        public Kind kind() {
            return Kind.NONCE;
        }
    }

    /**
     * RFC 2408 §3.14.
     *
     * @param spi of phase 1 both cookies, or nothing
     */
    record Notification(int doi, int protocol, Bytes spi, int type, Bytes data) implements IsakmpPayload {
        @Override
        public Kind kind() {
            return Kind.NOTIFICATION;
        }
    }

    /** RFC 2408 §3.15. */
    record Delete(int doi, int protocol, int spiSize, List<Bytes> spis) implements IsakmpPayload {
        public Delete {
            spis = List.copyOf(spis);
        }

        @Override
        public Kind kind() {
            return Kind.DELETE;
        }
    }

    /** RFC 2408 §3.16. */
    record VendorId(Bytes data) implements IsakmpPayload {
        @Override
        public Kind kind() {
            return Kind.VENDOR_ID;
        }
    }

    /**
     * RFC 3947 §3.2.
     *
     * @param type 20, or 130 of the drafts before the RFC
     */
    record NatDiscovery(int type, Bytes hash) implements IsakmpPayload {
        @Override
        public Kind kind() {
            return Kind.NAT_DISCOVERY;
        }
    }

    /**
     * RFC 3947 §5.2.
     *
     * @param type 21, or 131 of the drafts before the RFC
     */
    record NatOriginalAddress(int type, IkeIdentity address) implements IsakmpPayload {
        @Override
        public Kind kind() {
            return Kind.NAT_ORIGINAL_ADDRESS;
        }
    }

    /**
     * A piece of a message, of type 132, which no RFC describes; the only payload of its message.
     *
     * @param id of the message that was divided
     * @param number from 1
     * @param last whether no piece of a higher number exists
     */
    record Fragment(int id, int number, boolean last, Bytes data) implements IsakmpPayload {
        @Override
        public Kind kind() {
            return Kind.FRAGMENT;
        }
    }

    /** A type that this build does not interpret. */
    record Unknown(int type, Bytes body) implements IsakmpPayload {
        @Override
        public Kind kind() {
            return Kind.UNKNOWN;
        }
    }

    /**
     * One proposal (RFC 2408 §3.5).
     *
     * @param spi the sender's: 4 octets for ESP; in phase 1 none, or whatever a peer puts there
     */
    record Proposal(int number, int protocol, Bytes spi, List<Transform> transforms) {
        public Proposal {
            transforms = List.copyOf(transforms);
        }
    }

    /**
     * One transform (RFC 2408 §3.6). Unlike in IKEv2 it is a whole suite; an answer repeats it as it was offered.
     *
     * @param id KEY_IKE in phase 1, the ESP cipher in phase 2
     */
    record Transform(int number, int id, List<DataAttribute> attributes) {
        public Transform {
            attributes = List.copyOf(attributes);
        }
    }
}
