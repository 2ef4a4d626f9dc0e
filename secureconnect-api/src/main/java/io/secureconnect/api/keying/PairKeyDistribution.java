package io.secureconnect.api.keying;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.auth.OrganizationKey;
import io.secureconnect.api.auth.SecretBytes;

/**
 * Where an orchestrator gets the pre-shared keys of its hosts; see {@link
 * io.secureconnect.api.SecureConnect#pairKeyDistribution()}.
 */
@PublicApi
public interface PairKeyDistribution {
    /** The keys of an organization, beginning with epoch 1; copies {@code key}. */
    OrganizationKeys begin(String organization, OrganizationKey key);

    /**
     * The keys of an organization as {@link OrganizationKeys#save} wrote them; does not close {@code saved}.
     *
     * @throws io.secureconnect.api.error.SecureConnectException with {@code KEY_UNREADABLE} if it is something else
     */
    OrganizationKeys restore(SecretBytes saved);
}
