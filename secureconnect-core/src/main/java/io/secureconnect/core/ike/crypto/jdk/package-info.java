/** The algorithms of IKE that the JDK's own providers do best: HMAC, AES, ChaCha20-Poly1305, MODP groups, RSA. */
@NullMarked
package io.secureconnect.core.ike.crypto.jdk;

import org.jspecify.annotations.NullMarked;
