package io.secureconnect.core.ike.task;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.core.ike.keys.Nonces;

/**
 * What IKE_SA_INIT came to.
 *
 * @param sharedSecret of the first key exchange; whoever has the agreement wipes it
 * @param peer what the other end can do
 */
public record SaAgreement(IkeProposal proposal, SecretBytes sharedSecret, Nonces nonces, Abilities peer) {}
