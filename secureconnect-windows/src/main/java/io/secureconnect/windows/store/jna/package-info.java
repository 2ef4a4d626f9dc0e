/** Crypt32 and NCrypt: opening the machine's stores for reading, and signing with keys that stay there. */
@NullMarked
package io.secureconnect.windows.store.jna;

import org.jspecify.annotations.NullMarked;
