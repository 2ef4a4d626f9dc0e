@NullMarked
package io.secureconnect.windows.selftest;

import org.jspecify.annotations.NullMarked;
