/** How functions of Windows' own libraries are found and called, by those that are not of the filter engine. */
@NullMarked
package io.secureconnect.windows.system;

import org.jspecify.annotations.NullMarked;
