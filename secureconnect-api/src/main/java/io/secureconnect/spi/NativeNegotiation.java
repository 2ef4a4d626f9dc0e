package io.secureconnect.spi;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.sa.Bytes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A path on which the operating system's own IKE is to negotiate, as it is there.
 *
 * @param fingerprint {@link NativeTerms#fingerprint} of what was programmed; empty if only a part of it is there, or
 *     somebody else has changed it, so that it is to be programmed anew
 * @param sas what the daemon has agreed on, as far as the system tells; they are its own, and nobody else's to remove
 */
@PublicApi
public record NativeNegotiation(Optional<Bytes> fingerprint, List<InstalledSa> sas) {
    public NativeNegotiation {
        Objects.requireNonNull(fingerprint, "fingerprint");
        sas = List.copyOf(sas);
    }
}
