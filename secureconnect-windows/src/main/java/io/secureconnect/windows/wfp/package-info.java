/**
 * The structures of the Windows Filtering Platform and of its IPsec API that this backend passes and reads (SDK headers {@code
 * fwptypes.h}, {@code fwpmtypes.h}, {@code ipsectypes.h}), as values. Members have the headers' names. IPv4 addresses, ports
 * and SPIs are in host byte order in this API, IPv6 addresses in network order.
 */
@NullMarked
package io.secureconnect.windows.wfp;

import org.jspecify.annotations.NullMarked;
