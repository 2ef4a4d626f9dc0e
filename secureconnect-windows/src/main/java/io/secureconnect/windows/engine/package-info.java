/**
 * The filter engine of Windows (BFE) as a port: one session with it, spoken to in values of {@code windows.wfp}. No native
 * memory, no handles.
 */
@NullMarked
package io.secureconnect.windows.engine;

import org.jspecify.annotations.NullMarked;
