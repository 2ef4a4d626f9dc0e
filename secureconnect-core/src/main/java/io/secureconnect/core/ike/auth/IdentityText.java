package io.secureconnect.core.ike.auth;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.core.pki.NameText;
import java.nio.charset.StandardCharsets;
import javax.security.auth.x500.X500Principal;

/** An identity as people read it. It may be a stranger's, so nothing but printable ASCII of bounded length comes out. */
public final class IdentityText {
    private IdentityText() {}

    public static String of(IkeIdentity identity) {
        switch (identity.type()) {
            case IkeIdentity.ID_IPV4_ADDR:
            case IkeIdentity.ID_IPV6_ADDR:
                return address(identity.data());
            case IkeIdentity.ID_DER_ASN1_DN:
                return distinguishedName(identity.data());
            case IkeIdentity.ID_FQDN:
            case IkeIdentity.ID_RFC822_ADDR:
            case IkeIdentity.ID_KEY_ID:
                return "'" + NameText.printable(new String(identity.data().toArray(), StandardCharsets.UTF_8)) + "'";
            default:
                return "an identity of type " + identity.type() + " with " + identity.data();
        }
    }

    /** Also octets that no address of a host has: of another length, or an IPv4 address in the clothes of IPv6. */
    private static String address(Bytes octets) {
        try {
            return IpAddress.of(octets.toArray()).toString();
        } catch (IllegalArgumentException malformed) {
            return "a malformed address of " + octets;
        }
    }

    private static String distinguishedName(Bytes der) {
        try {
            return NameText.of(new X500Principal(der.toArray()));
        } catch (IllegalArgumentException malformed) {
            return "a malformed distinguished name of " + der;
        }
    }
}
