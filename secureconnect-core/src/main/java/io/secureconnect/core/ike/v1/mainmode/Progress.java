package io.secureconnect.core.ike.v1.mainmode;

import io.secureconnect.core.ike.v1.exchange.Step;

/**
 * What a message led to.
 *
 * @param next where the main mode stands now
 */
record Progress(Step<PhaseOne> step, Stage next) {}
