/**
 * The numbers of IKE, one row each, from the IANA registries "Internet Key Exchange Version 2 (IKEv2) Parameters". A number
 * without a row is kept as it is by those who read it, and printed by its registry's {@code text}. What IKEv1 numbers in
 * another way gets registries of its own.
 */
@NullMarked
package io.secureconnect.core.ike.registry;

import org.jspecify.annotations.NullMarked;
