/** Netlink as bytes: field lists, message framing, dumps, acknowledgements and batches; knows neither XFRM nor JNA. */
@NullMarked
package io.secureconnect.linux.netlink;

import org.jspecify.annotations.NullMarked;
