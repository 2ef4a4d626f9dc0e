/** Scenarios of the whole product on a real kernel: policy in, ESP on the wire, and nothing else. */
@NullMarked
package io.secureconnect.linux.scenario;

import org.jspecify.annotations.NullMarked;
