/** Complete IKE handshakes beside their bare crypto calls, and beside another implementation, in one run. */
@NullMarked
package io.secureconnect.testkit.ike.bench;

import org.jspecify.annotations.NullMarked;
