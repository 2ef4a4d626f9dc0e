package io.secureconnect.api.auth;

import io.secureconnect.api.PublicApi;
import java.security.PrivateKey;
import java.security.Provider;

/**
 * A private key that stays where it is, and that one security provider can use: of a token, a key store of the system, a
 * vault. The provider need not be installed in this JVM, so no other code sees it. Keys of installed providers need not be of
 * this type: Java finds theirs by the key's class.
 */
@PublicApi
public interface StoredPrivateKey extends PrivateKey {
    /**
     * Who signs with it. It offers {@link java.security.Signature} under Java's standard names: for IKEv2 {@code RSASSA-PSS} or
     * {@code SHA256withRSA} and so on, or {@code SHA256withECDSA} and so on; for IKEv1 {@code NONEwithRSA} or {@code
     * NONEwithECDSA}. What it lacks is passed over if something else serves.
     */
    Provider provider();
}
