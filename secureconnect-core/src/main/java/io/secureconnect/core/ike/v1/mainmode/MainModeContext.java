package io.secureconnect.core.ike.v1.mainmode;

import io.secureconnect.core.ike.v1.crypto.IsakmpCrypto;
import io.secureconnect.core.ike.v1.exchange.IsakmpTerms;
import io.secureconnect.spi.RandomSource;
import java.util.function.BooleanSupplier;

/**
 * What one main mode needs from outside.
 *
 * @param terms as they are when it begins
 * @param initialContact asked when this end proves itself: whether to tell the peer that this host knows of no earlier SA with it (RFC 2407 §4.6.3.3)
 */
public record MainModeContext(
        IsakmpCrypto crypto, RandomSource random, IsakmpTerms terms, BooleanSupplier initialContact) {}
