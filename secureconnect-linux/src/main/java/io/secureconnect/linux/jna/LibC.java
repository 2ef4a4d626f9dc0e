package io.secureconnect.linux.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** libc by direct mapping, which costs a third of an interface; lengths are {@code size_t} of a 64-bit system. */
final class LibC {
    static {
        Native.register(LibC.class, "c");
    }

    private LibC() {}

    static native int socket(int domain, int type, int protocol) throws LastErrorException;

    static native int bind(int descriptor, Pointer address, int length) throws LastErrorException;

    static native int connect(int descriptor, Pointer address, int length) throws LastErrorException;

    static native int getsockname(int descriptor, Pointer address, Pointer length) throws LastErrorException;

    static native int setsockopt(int descriptor, int level, int name, Pointer value, int length)
            throws LastErrorException;

    static native long send(int descriptor, Pointer buffer, long length, int flags) throws LastErrorException;

    static native long recv(int descriptor, Pointer buffer, long length, int flags) throws LastErrorException;

    static native long sendmsg(int descriptor, Pointer message, int flags) throws LastErrorException;

    static native long recvmsg(int descriptor, Pointer message, int flags) throws LastErrorException;

    static native int poll(Pointer descriptors, long count, int milliseconds) throws LastErrorException;

    static native int eventfd(int initial, int flags) throws LastErrorException;

    static native long write(int descriptor, Pointer buffer, long length) throws LastErrorException;

    static native int close(int descriptor) throws LastErrorException;
}
