/**
 * A library with the functions of {@code fwpuclnt.dll} and no filter engine behind them, in C, which writes down what it is
 * called with. The sources are in {@code src/test/native}; these classes build, load and steer it.
 */
@NullMarked
package io.secureconnect.windows.fake;

import org.jspecify.annotations.NullMarked;
