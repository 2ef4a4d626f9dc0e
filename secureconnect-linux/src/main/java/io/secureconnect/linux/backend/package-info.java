/** The Linux backend: whole changes to XFRM messages and back. */
@NullMarked
package io.secureconnect.linux.backend;

import org.jspecify.annotations.NullMarked;
