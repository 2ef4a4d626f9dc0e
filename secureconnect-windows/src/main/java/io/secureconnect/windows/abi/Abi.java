package io.secureconnect.windows.abi;

import com.sun.jna.Native;

/** What makes structures differ between processors: the size of a pointer. */
public enum Abi {
    /** x64 and arm64, which lay out structures alike. */
    BITS_64(8),
    /** x86. */
    BITS_32(4);

    private final int pointerOctets;

    Abi(int pointerOctets) {
        this.pointerOctets = pointerOctets;
    }

    /** Octets of a pointer, which is also its alignment. */
    public int pointerOctets() {
        return pointerOctets;
    }

    /** That of this process. */
    public static Abi ofThisProcess() {
        return Native.POINTER_SIZE == BITS_64.pointerOctets ? BITS_64 : BITS_32;
    }
}
