package io.secureconnect.core.ike.v1.mainmode;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.keys.Nonces;
import io.secureconnect.core.ike.v1.negotiate.PhaseOneChoice;

/**
 * What both ends have said in clear by message 4, as far as keys and proofs are made of it.
 *
 * @param sai SAi_b: body of the SA payload that the initiator offered
 * @param gxi body of the initiator's key exchange payload
 * @param gxr body of the responder's
 */
record KeyAgreement(PhaseOneChoice choice, Bytes sai, Bytes gxi, Bytes gxr, Nonces nonces) {}
