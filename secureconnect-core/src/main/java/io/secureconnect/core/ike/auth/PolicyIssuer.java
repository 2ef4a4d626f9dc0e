package io.secureconnect.core.ike.auth;

import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * The CA that a policy names.
 *
 * @param text as it stands there
 * @param name empty if that is no distinguished name
 */
record PolicyIssuer(String text, Optional<X500Principal> name) {
    static PolicyIssuer read(String text) {
        try {
            return new PolicyIssuer(text, Optional.of(new X500Principal(text)));
        } catch (IllegalArgumentException malformed) {
            return new PolicyIssuer(text, Optional.empty());
        }
    }
}
