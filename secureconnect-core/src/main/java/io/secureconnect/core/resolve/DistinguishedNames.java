package io.secureconnect.core.resolve;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/** Issuer DNs, compared as X.501 does: spaces around separators and the case of letters do not matter. */
final class DistinguishedNames {
    private final Map<String, Optional<X500Principal>> known = new HashMap<>();

    /** Whether both texts are the same DN. */
    boolean same(String one, String other) {
        return one.equals(other) || parsed(one).isPresent() && parsed(one).equals(parsed(other));
    }

    boolean isValid(String text) {
        return parsed(text).isPresent();
    }

    static void check(FaultList faults, Place place, String text) {
        if (parse(text).isEmpty()) {
            faults.add(
                    place,
                    JsonText.quote(text),
                    "an issuer is a distinguished name (RFC 2253)",
                    "copy it from the CA certificate, as in \"CN=Acme Root CA,O=Acme,C=US\"");
        }
    }

    private Optional<X500Principal> parsed(String text) {
        return known.computeIfAbsent(text, DistinguishedNames::parse);
    }

    private static Optional<X500Principal> parse(String text) {
        if (!Names.isName(text)) {
            return Optional.empty();
        }
        try {
            X500Principal name = new X500Principal(text);
            return name.getName().isEmpty() ? Optional.empty() : Optional.of(name);
        } catch (IllegalArgumentException notADn) {
            return Optional.empty();
        }
    }
}
