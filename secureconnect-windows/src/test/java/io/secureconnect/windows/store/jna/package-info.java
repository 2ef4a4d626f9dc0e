/** Calls of Crypt32 and NCrypt, against a fake of both. */
@NullMarked
package io.secureconnect.windows.store.jna;

import org.jspecify.annotations.NullMarked;
