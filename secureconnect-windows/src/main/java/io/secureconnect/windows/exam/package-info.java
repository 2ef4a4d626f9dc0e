/** What this module tells of a Windows host beside its backend: {@link io.secureconnect.spi.HostExam}. */
@NullMarked
package io.secureconnect.windows.exam;

import org.jspecify.annotations.NullMarked;
