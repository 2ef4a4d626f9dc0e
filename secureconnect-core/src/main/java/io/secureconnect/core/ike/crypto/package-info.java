/** What IKE needs of cryptography, as ports; the algorithms themselves are the providers'. */
@NullMarked
package io.secureconnect.core.ike.crypto;

import org.jspecify.annotations.NullMarked;
