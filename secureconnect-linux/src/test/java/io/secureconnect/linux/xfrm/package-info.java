/** XFRM messages against the kernel's headers and random octets. */
package io.secureconnect.linux.xfrm;
