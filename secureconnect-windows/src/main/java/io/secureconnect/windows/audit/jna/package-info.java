/** Wevtapi and Advapi32: the event log and the audit policy, for reading. */
@NullMarked
package io.secureconnect.windows.audit.jna;

import org.jspecify.annotations.NullMarked;
