package io.secureconnect.core.ike.v1.negotiate;

import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.SecurityAssociation;
import java.time.Duration;
import java.util.Optional;

/**
 * What both ends take to protect ISAKMP.
 *
 * @param answer the SA payload that says so: the one transform, as it was offered
 * @param lifetime what the transform says; empty if it says nothing
 */
public record PhaseOneChoice(IkeProposal proposal, SecurityAssociation answer, Optional<Duration> lifetime) {}
