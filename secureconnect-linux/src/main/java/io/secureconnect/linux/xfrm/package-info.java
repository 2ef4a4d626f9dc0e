/** XFRM messages as values and bytes ({@code linux/xfrm.h}); no system calls. */
@NullMarked
package io.secureconnect.linux.xfrm;

import org.jspecify.annotations.NullMarked;
