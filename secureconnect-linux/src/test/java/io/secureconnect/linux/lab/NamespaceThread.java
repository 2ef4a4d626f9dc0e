package io.secureconnect.linux.lab;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** A thread that enters a network namespace and ends with one call: setns(2) moves the calling thread only. */
final class NamespaceThread {
    private static final int CLONE_NEWNET = 0x40000000; // <linux/sched.h>
    private static final int O_RDONLY_CLOEXEC = 02000000; // <fcntl.h>, x86-64

    private NamespaceThread() {}

    /** The two calls, as in <fcntl.h> and <sched.h>. */
    private interface Libc extends Library {
        Libc INSTANCE = Native.load("c", Libc.class);

        int open(String path, int flags) throws LastErrorException;

        int setns(int descriptor, int kind) throws LastErrorException;

        int close(int descriptor) throws LastErrorException;
    }

    static <T> CompletableFuture<T> start(Path namespace, Callable<T> code) {
        Guest.require();
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        enter(namespace);
                        result.complete(code.call());
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    }
                },
                "in " + namespace.getFileName());
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private static void enter(Path namespace) {
        int descriptor = Libc.INSTANCE.open(namespace.toString(), O_RDONLY_CLOEXEC);
        try {
            Libc.INSTANCE.setns(descriptor, CLONE_NEWNET);
        } finally {
            Libc.INSTANCE.close(descriptor);
        }
    }
}
