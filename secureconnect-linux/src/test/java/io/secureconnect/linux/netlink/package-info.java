/** Netlink framing against scripted sockets. */
package io.secureconnect.linux.netlink;
