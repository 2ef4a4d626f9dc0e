package io.secureconnect.core.ike.v1.quickmode;

import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.v1.crypto.IsakmpCrypto;
import io.secureconnect.core.ike.v1.exchange.IsakmpTerms;
import io.secureconnect.core.ike.v1.informational.Informational;
import io.secureconnect.core.ike.v1.mainmode.PhaseOne;
import io.secureconnect.spi.RandomSource;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * What a quick mode needs of the ISAKMP SA under which it runs.
 *
 * @param phaseOne lent, and open as long as the quick mode is
 * @param informational of the same ISAKMP SA: has its message ids, and tells the peer of errors
 * @param terms as they are when the quick mode begins
 * @param outbound whether this host has a child that sends under an SPI of the peer: that SPI cannot name another one
 */
public record QuickModeContext(
        IsakmpCrypto crypto,
        RandomSource random,
        PhaseOne phaseOne,
        Informational informational,
        IsakmpTerms terms,
        Predicate<Spi> outbound) {
    public QuickModeContext {
        Objects.requireNonNull(crypto, "crypto");
        Objects.requireNonNull(random, "random");
        Objects.requireNonNull(phaseOne, "phaseOne");
        Objects.requireNonNull(informational, "informational");
        Objects.requireNonNull(terms, "terms");
        Objects.requireNonNull(outbound, "outbound");
    }
}
