/** The handful of libc calls that netlink and UDP need, and sockets made of them; the only package that uses JNA. */
@NullMarked
package io.secureconnect.linux.jna;

import org.jspecify.annotations.NullMarked;
