/**
 * The numbers of ISAKMP and IKEv1, one row each, also of what this build refuses, so that a refusal can name it. Those of
 * protocols, certificate encodings and identification types are IKEv2's: {@code core.ike.registry}.
 */
@NullMarked
package io.secureconnect.core.ike.v1.registry;

import org.jspecify.annotations.NullMarked;
