package io.secureconnect.core.ike.host;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.core.ike.session.ChildSpis;
import io.secureconnect.core.ike.session.SessionTimes;
import io.secureconnect.core.ike.v1.crypto.IsakmpCrypto;
import io.secureconnect.core.ike.v1.session.IsakmpContext;
import io.secureconnect.spi.RandomSource;
import java.util.function.Predicate;

/**
 * What a host needs beside for IKEv1.
 *
 * @param crypto of IKEv1
 * @param terms of its sessions
 */
public record IsakmpParts(IsakmpCrypto crypto, IsakmpTermsSource terms) {
    SessionFactory sessions(
            RandomSource random, ChildSpis spis, Predicate<HostPair> initialContact, SessionTimes times) {
        return new IsakmpSessions(
                ports -> new IsakmpContext(crypto, random, spis, ports, initialContact, times), terms);
    }
}
