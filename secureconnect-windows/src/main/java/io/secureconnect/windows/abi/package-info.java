/**
 * The C structures of the Windows API as they lie in memory, each with one description that layout, writer and reader walk.
 *
 * <p>Microsoft's rules for x64, arm64 and x86: a member stands at the next multiple of its own alignment, which is its size; of
 * a structure or union, the largest of its members. All numbers are little-endian, as Windows is everywhere.
 */
@NullMarked
package io.secureconnect.windows.abi;

import org.jspecify.annotations.NullMarked;
