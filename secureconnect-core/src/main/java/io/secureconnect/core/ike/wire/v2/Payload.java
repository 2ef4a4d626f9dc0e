package io.secureconnect.core.ike.wire.v2;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeIdentity;
import java.util.List;
import java.util.OptionalInt;

/**
 * One payload of an IKEv2 message (RFC 7296 §3.2 and following). Numbers are kept as they are on the wire, also those that
 * this build has no name for. Dispatch on {@link #kind()}; the family is closed.
 */
public sealed interface Payload {
    Kind kind();

    /** The forms of a payload. */
    enum Kind {
        SECURITY_ASSOCIATION,
        KEY_EXCHANGE,
        IDENTIFICATION,
        CERTIFICATE,
        CERTIFICATE_REQUEST,
        AUTHENTICATION,
        NONCE,
        NOTIFY,
        DELETE,
        VENDOR_ID,
        TRAFFIC_SELECTORS,
        ENCRYPTED,
        ENCRYPTED_FRAGMENT,
        UNKNOWN
    }

    /** RFC 7296 §3.3. */
    record SecurityAssociation(List<Proposal> proposals) implements Payload {
        public SecurityAssociation {
            proposals = List.copyOf(proposals);
        }

        @Override
        public Kind kind() {
            return Kind.SECURITY_ASSOCIATION;
        }
    }

    /**
     * RFC 7296 §3.4.
     *
     * @param method transform id of the key exchange method
     */
    record KeyExchange(int method, Bytes data) implements Payload {
        @Override
        public Kind kind() {
            return Kind.KEY_EXCHANGE;
        }
    }

    /**
     * RFC 7296 §3.5.
     *
     * @param initiator whether it is IDi; else IDr
     */
    record Identification(boolean initiator, IkeIdentity identity) implements Payload {
        @Override
        public Kind kind() {
            return Kind.IDENTIFICATION;
        }
    }

    /** RFC 7296 §3.6. */
    record Certificate(int encoding, Bytes data) implements Payload {
        @Override
        public Kind kind() {
            return Kind.CERTIFICATE;
        }
    }

    /** RFC 7296 §3.7. */
    record CertificateRequest(int encoding, Bytes authorities) implements Payload {
        @Override
        public Kind kind() {
            return Kind.CERTIFICATE_REQUEST;
        }
    }

    /** RFC 7296 §3.8. */
    record Authentication(int method, Bytes data) implements Payload {
        @Override
        public Kind kind() {
            return Kind.AUTHENTICATION;
        }
    }

    /** RFC 7296 §3.9. */
    record Nonce(Bytes data) implements Payload {
        @Override
        public Kind kind() {
            return Kind.NONCE;
        }
    }

    /**
     * RFC 7296 §3.10.
     *
     * @param protocol 0 if it is not about an SA
     * @param spi empty if it is not about an SA
     */
    record Notify(int protocol, Bytes spi, int type, Bytes data) implements Payload {
        @Override
        public Kind kind() {
            return Kind.NOTIFY;
        }
    }

    /**
     * RFC 7296 §3.11.
     *
     * @param spiSize octets of each SPI; 0 if the IKE SA itself is deleted
     */
    record Delete(int protocol, int spiSize, List<Bytes> spis) implements Payload {
        public Delete {
            spis = List.copyOf(spis);
        }

        @Override
        public Kind kind() {
            return Kind.DELETE;
        }
    }

    /** RFC 7296 §3.12. */
    record VendorId(Bytes data) implements Payload {
        @Override
        public Kind kind() {
            return Kind.VENDOR_ID;
        }
    }

    /**
     * RFC 7296 §3.13.
     *
     * @param initiator whether it is TSi; else TSr
     */
    record TrafficSelectors(boolean initiator, List<WireSelector> selectors) implements Payload {
        public TrafficSelectors {
            selectors = List.copyOf(selectors);
        }

        @Override
        public Kind kind() {
            return Kind.TRAFFIC_SELECTORS;
        }
    }

    /**
     * RFC 7296 §3.14; always the last payload of its message.
     *
     * @param firstInner type of the first payload inside; 0 for none
     * @param body IV, ciphertext, ICV
     */
    record Encrypted(int firstInner, Bytes body) implements Payload {
        @Override
        public Kind kind() {
            return Kind.ENCRYPTED;
        }
    }

    /**
     * RFC 7383 §2.5; the only payload of its message.
     *
     * @param firstInner type of the first payload inside, in the first fragment; 0 in the others
     * @param number 1 to {@code total}
     */
    record EncryptedFragment(int firstInner, int number, int total, Bytes body) implements Payload {
        @Override
        public Kind kind() {
            return Kind.ENCRYPTED_FRAGMENT;
        }
    }

    /** A type that this build does not interpret. */
    record Unknown(int type, boolean critical, Bytes body) implements Payload {
        @Override
        public Kind kind() {
            return Kind.UNKNOWN;
        }
    }

    /**
     * One proposal (RFC 7296 §3.3.1).
     *
     * @param spi the sender's, of 0, 4 or 8 octets
     */
    record Proposal(int number, int protocol, Bytes spi, List<Transform> transforms) {
        public Proposal {
            transforms = List.copyOf(transforms);
        }
    }

    /**
     * One transform (RFC 7296 §3.3.2).
     *
     * @param keyBits the key length attribute, where there is one
     * @param unknownAttributes whether there are others; such a transform must not be chosen (§3.3.6)
     */
    record Transform(int type, int id, OptionalInt keyBits, boolean unknownAttributes) {}

    /**
     * One traffic selector (RFC 7296 §3.13.1).
     *
     * @param type 7 for IPv4, 8 for IPv6; others are kept with their body in {@code startAddress}
     * @param protocol IP protocol; 0 for any
     */
    record WireSelector(int type, int protocol, int startPort, int endPort, Bytes startAddress, Bytes endAddress) {}
}
