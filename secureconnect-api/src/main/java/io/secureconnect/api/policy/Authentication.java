package io.secureconnect.api.policy;

import io.secureconnect.api.PublicApi;
import java.util.Objects;

/** How the hosts of an organization prove who they are when IKE makes the keys. */
@PublicApi
public sealed interface Authentication {
    /** The name in plan documents: {@code psk} or {@code certificate}. */
    String wireName();

    /** With a secret that the organization's hosts share, or that is derived for each pair. */
    record PreSharedKey() implements Authentication {
        @Override
        public String wireName() {
            return "psk";
        }
    }

    /**
     * With certificates.
     *
     * @param issuer the DN of the CA that must have issued both ends' certificates
     */
    record Certificate(String issuer) implements Authentication {
        public Certificate {
            Objects.requireNonNull(issuer, "issuer");
        }

        @Override
        public String wireName() {
            return "certificate";
        }
    }
}
