/**
 * Keys by the key exchange of Windows itself (service IKEEXT): what it has to agree on, in the structures that it reads (SDK
 * headers {@code iketypes.h}, {@code ipsectypes.h}). Values only; which objects hold them, and when, is the backend's matter.
 */
@NullMarked
package io.secureconnect.windows.nativekeying;

import org.jspecify.annotations.NullMarked;
