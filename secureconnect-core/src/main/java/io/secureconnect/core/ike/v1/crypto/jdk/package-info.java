/** The part of IKEv1's cryptography that every JDK does. */
@NullMarked
package io.secureconnect.core.ike.v1.crypto.jdk;

import org.jspecify.annotations.NullMarked;
