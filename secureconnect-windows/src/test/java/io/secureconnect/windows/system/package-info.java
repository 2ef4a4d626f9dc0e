/** Fakes of Windows' own libraries, in C, loaded as the real ones are. */
@NullMarked
package io.secureconnect.windows.system;

import org.jspecify.annotations.NullMarked;
