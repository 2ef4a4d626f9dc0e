/** The libc wall against the system's headers and, in the guest, a real kernel. */
package io.secureconnect.linux.jna;
