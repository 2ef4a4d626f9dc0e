/** Calls of Wevtapi and Advapi32, against a fake of both. */
@NullMarked
package io.secureconnect.windows.audit.jna;

import org.jspecify.annotations.NullMarked;
