/** The vocabulary of IPsec (RFC 4301, 4303): addresses, selectors, proposals, SAs. */
@NullMarked
package io.secureconnect.api.sa;

import org.jspecify.annotations.NullMarked;
