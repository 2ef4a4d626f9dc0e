/** One small class for each operation on an IKE SA: it builds the messages of one side and processes those of the other. */
@NullMarked
package io.secureconnect.core.ike.task;

import org.jspecify.annotations.NullMarked;
