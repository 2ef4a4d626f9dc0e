/** The engine of a host: its event loop, its clock, its files. The only package of the core with threads and I/O. */
@NullMarked
package io.secureconnect.core.runtime;

import org.jspecify.annotations.NullMarked;
