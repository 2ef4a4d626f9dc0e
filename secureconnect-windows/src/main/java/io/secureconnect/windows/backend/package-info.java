/**
 * The Windows backend: which filters a protected path is made of, and how its SAs get into the filter engine. It speaks to the
 * engine through {@code windows.engine} alone, and finds what it did before in the engine alone.
 */
@NullMarked
package io.secureconnect.windows.backend;

import org.jspecify.annotations.NullMarked;
