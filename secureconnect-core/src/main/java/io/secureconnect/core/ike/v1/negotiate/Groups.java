package io.secureconnect.core.ike.v1.negotiate;

import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.core.ike.negotiate.KeyExchanges;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Groups that IKEv1 numbers and this build has: none below 2048 bits. Their numbers are those of IKEv2. */
final class Groups {
    private static final Set<KeyExchangeMethod> KNOWN =
            EnumSet.range(KeyExchangeMethod.MODP_2048, KeyExchangeMethod.ECP_521);

    private Groups() {}

    static boolean has(KeyExchangeMethod method) {
        return KNOWN.contains(method);
    }

    static int number(KeyExchangeMethod method) {
        return method.transformId();
    }

    static Optional<KeyExchangeMethod> of(long number) {
        return KeyExchanges.of((int) number).filter(Groups::has);
    }
}
