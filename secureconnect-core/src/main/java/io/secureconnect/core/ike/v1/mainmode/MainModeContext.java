package io.secureconnect.core.ike.v1.mainmode;

import io.secureconnect.core.ike.v1.crypto.IsakmpCrypto;
import io.secureconnect.core.ike.v1.exchange.IsakmpTerms;
import io.secureconnect.spi.RandomSource;

/**
 * What one main mode needs from outside.
 *
 * @param terms as they are when it begins
 * @param initialContact whether to tell the peer that this host knows of no earlier SA with it (RFC 2407 §4.6.3.3)
 */
public record MainModeContext(IsakmpCrypto crypto, RandomSource random, IsakmpTerms terms, boolean initialContact) {}
