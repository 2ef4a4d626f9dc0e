package io.secureconnect.linux.netlink;

import java.util.List;

/**
 * A kernel error number with its name; an unknown one survives and prints as a number. Numbers are those of {@code
 * asm-generic/errno.h}, which x86-64, arm64, riscv64, ppc64le and s390x share.
 *
 * @param number positive
 */
public record Errno(int number) {
    private record Row(int number, String name, String text) {}

    private static final List<Row> ROWS = List.of(
            new Row(1, "EPERM", "operation not permitted"),
            new Row(2, "ENOENT", "no such entry"),
            new Row(3, "ESRCH", "no such object"),
            new Row(4, "EINTR", "interrupted"),
            new Row(9, "EBADF", "bad descriptor"),
            new Row(11, "EAGAIN", "nothing there yet"),
            new Row(12, "ENOMEM", "out of memory"),
            new Row(13, "EACCES", "access denied"),
            new Row(16, "EBUSY", "busy"),
            new Row(17, "EEXIST", "exists already"),
            new Row(19, "ENODEV", "no such device"),
            new Row(22, "EINVAL", "invalid argument"),
            new Row(24, "EMFILE", "too many open descriptors"),
            new Row(28, "ENOSPC", "no space left"),
            new Row(34, "ERANGE", "out of range"),
            new Row(38, "ENOSYS", "not implemented or no such algorithm"),
            new Row(71, "EPROTO", "protocol error"),
            new Row(90, "EMSGSIZE", "message too long"),
            new Row(92, "ENOPROTOOPT", "no such protocol option"),
            new Row(93, "EPROTONOSUPPORT", "protocol not supported"),
            new Row(94, "ESOCKTNOSUPPORT", "socket type not supported"),
            new Row(95, "EOPNOTSUPP", "operation not supported"),
            new Row(97, "EAFNOSUPPORT", "address family not supported"),
            new Row(98, "EADDRINUSE", "address in use"),
            new Row(99, "EADDRNOTAVAIL", "no such address here"),
            new Row(100, "ENETDOWN", "network is down"),
            new Row(101, "ENETUNREACH", "no route to the network"),
            new Row(105, "ENOBUFS", "receive buffer overrun"),
            new Row(110, "ETIMEDOUT", "timed out"),
            new Row(111, "ECONNREFUSED", "refused"),
            new Row(113, "EHOSTUNREACH", "no route to the host"));

    public static final Errno EPERM = new Errno(1);
    public static final Errno ENOENT = new Errno(2);
    public static final Errno ESRCH = new Errno(3);
    public static final Errno EINTR = new Errno(4);
    public static final Errno EBADF = new Errno(9);
    public static final Errno EAGAIN = new Errno(11);
    public static final Errno EACCES = new Errno(13);
    public static final Errno EEXIST = new Errno(17);
    public static final Errno EINVAL = new Errno(22);
    public static final Errno ENOSYS = new Errno(38);
    public static final Errno EMSGSIZE = new Errno(90);
    public static final Errno ENOPROTOOPT = new Errno(92);
    public static final Errno EPROTONOSUPPORT = new Errno(93);
    public static final Errno EOPNOTSUPP = new Errno(95);
    public static final Errno EAFNOSUPPORT = new Errno(97);
    public static final Errno EADDRINUSE = new Errno(98);
    public static final Errno ENOBUFS = new Errno(105);

    /** The name in the header, or {@code errno 123}. */
    public String name() {
        return ROWS.stream()
                .filter(r -> r.number == number)
                .map(Row::name)
                .findFirst()
                .orElse("errno " + number);
    }

    /** Name and, where known, what it means. */
    @Override
    public String toString() {
        return ROWS.stream()
                .filter(r -> r.number == number)
                .map(r -> r.name + " (" + r.text + ")")
                .findFirst()
                .orElse("errno " + number);
    }

    /** Every known number and name, for the test that compares them with the system's header. */
    static List<Errno> known() {
        return ROWS.stream().map(r -> new Errno(r.number)).toList();
    }
}
