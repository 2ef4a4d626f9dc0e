/** Certificates and keys of the machine's stores. */
@NullMarked
package io.secureconnect.windows.store;

import org.jspecify.annotations.NullMarked;
