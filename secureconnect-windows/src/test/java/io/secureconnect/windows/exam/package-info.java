@NullMarked
package io.secureconnect.windows.exam;

import org.jspecify.annotations.NullMarked;
