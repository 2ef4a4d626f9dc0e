/** Two ends of IKE in one test: driven message by message or by virtual time, with a transcript of all that happened. */
@NullMarked
package io.secureconnect.testkit.ike;

import org.jspecify.annotations.NullMarked;
