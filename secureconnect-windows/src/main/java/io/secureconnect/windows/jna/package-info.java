/**
 * The filter engine by way of {@code fwpuclnt.dll}, with JNA: declarations, native memory and handles, and nothing else.
 * Functions are looked up by name when they are first called, so that this loads on every Windows, and on no Windows at all.
 *
 * <p>x64 and arm64 have one calling convention each; only 32-bit Windows wants to be told {@code stdcall}. Arguments are
 * octets, numbers and pointers of fixed sizes: neither {@code NativeLong} nor {@code WString}, whose sizes depend on the
 * system.
 */
@NullMarked
package io.secureconnect.windows.jna;

import org.jspecify.annotations.NullMarked;
