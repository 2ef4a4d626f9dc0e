package io.secureconnect.core.keying.ike;

import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.event.SecureConnectEvent.CredentialExpiring;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells ahead that the host's certificate ends: a month, a week, three days and a day before, and when it has. */
final class ExpiryNotice {
    private static final List<Duration> AHEAD =
            List.of(Duration.ofDays(30), Duration.ofDays(7), Duration.ofDays(3), Duration.ofDays(1), Duration.ZERO);

    private Optional<Instant> end = Optional.empty();
    private int told;

    /** What is to be told now, if anything is. */
    Optional<CredentialExpiring> of(CertificateCredential credential, Instant now) {
        if (!end.equals(Optional.of(credential.end()))) {
            end = Optional.of(credential.end());
            told = 0;
        }
        int reached = (int) AHEAD.stream()
                .filter(ahead -> !now.isBefore(credential.end().minus(ahead)))
                .count();
        boolean news = reached > told;
        told = reached;
        return news
                ? Optional.of(new CredentialExpiring(
                        credential.chain().get(0).getSubjectX500Principal().getName(), credential.end()))
                : Optional.empty();
    }
}
