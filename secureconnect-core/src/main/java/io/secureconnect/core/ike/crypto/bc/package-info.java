/** The algorithms of IKE that Bouncy Castle does best: curves and ML-KEM. Nothing else in IKE imports it. */
@NullMarked
package io.secureconnect.core.ike.crypto.bc;

import org.jspecify.annotations.NullMarked;
