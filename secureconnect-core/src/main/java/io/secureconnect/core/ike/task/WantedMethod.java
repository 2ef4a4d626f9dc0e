package io.secureconnect.core.ike.task;

import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.core.ike.negotiate.KeyExchanges;
import io.secureconnect.core.ike.registry.NotifyType;
import java.util.List;
import java.util.Optional;

/** The key exchange method that INVALID_KE_PAYLOAD asks for (RFC 7296 §1.3). */
final class WantedMethod {
    private WantedMethod() {}

    static Optional<KeyExchangeMethod> of(Received response) {
        return response.notify(NotifyType.INVALID_KE_PAYLOAD)
                .map(n -> Notices.numbers(n.data()))
                .filter(numbers -> numbers.size() == 1)
                .flatMap(numbers -> KeyExchanges.of(numbers.get(0)));
    }

    /** Only one that was offered. */
    static Optional<KeyExchangeMethod> of(Received response, List<IkeProposal> offered) {
        return of(response).filter(m -> offered.stream().anyMatch(p -> p.keyExchange() == m));
    }
}
