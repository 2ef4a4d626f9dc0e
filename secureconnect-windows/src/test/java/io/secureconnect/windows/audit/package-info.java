/** Audit events and audit policy. */
@NullMarked
package io.secureconnect.windows.audit;

import org.jspecify.annotations.NullMarked;
