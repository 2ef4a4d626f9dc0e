package io.secureconnect.api.sa;

import io.secureconnect.api.PublicApi;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.security.auth.x500.X500Principal;

/**
 * Who an end of IKE says it is (RFC 7296 §3.5).
 *
 * @param type the number of the identification type; unknown ones are kept
 * @param data as on the wire
 */
@PublicApi
public record IkeIdentity(int type, Bytes data) {
    public static final int ID_IPV4_ADDR = 1;
    public static final int ID_FQDN = 2;
    public static final int ID_RFC822_ADDR = 3;
    public static final int ID_IPV6_ADDR = 5;
    public static final int ID_DER_ASN1_DN = 9;
    public static final int ID_KEY_ID = 11;

    public IkeIdentity {
        Objects.requireNonNull(data, "data");
        if (type < 0 || type > 255) {
            throw new IllegalArgumentException("identification type " + type + " is not within 0 to 255");
        }
    }

    public static IkeIdentity address(IpAddress address) {
        int type = address.family() == AddressFamily.IPV4 ? ID_IPV4_ADDR : ID_IPV6_ADDR;
        return new IkeIdentity(type, Bytes.wrap(address.octets()));
    }

    public static IkeIdentity fqdn(String name) {
        return new IkeIdentity(ID_FQDN, Bytes.wrap(name.getBytes(StandardCharsets.US_ASCII)));
    }

    public static IkeIdentity distinguishedName(X500Principal name) {
        return new IkeIdentity(ID_DER_ASN1_DN, Bytes.wrap(name.getEncoded()));
    }

    /** An opaque name, here a workload's id in UTF-8. */
    public static IkeIdentity keyId(String name) {
        return new IkeIdentity(ID_KEY_ID, Bytes.wrap(name.getBytes(StandardCharsets.UTF_8)));
    }
}
