/** Ports that others implement: kernels, clocks, channels. */
@NullMarked
package io.secureconnect.spi;

import org.jspecify.annotations.NullMarked;
