/**
 * What Windows itself notes about IPsec in its Security log, and which of that is switched off. For reading: audit policy is the
 * administrator's, and nothing here changes it.
 *
 * <p>Begin with {@link io.secureconnect.windows.audit.WindowsAudit}.
 */
@NullMarked
package io.secureconnect.windows.audit;

import org.jspecify.annotations.NullMarked;
