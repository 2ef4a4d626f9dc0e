package io.secureconnect.linux.netlink;

import java.util.Optional;

/**
 * The kernel's refusal of one request.
 *
 * @param errno why, as a number
 * @param text why, in the kernel's words (extended acknowledgement)
 * @param attribute the kernel's name of the attribute at fault or missing
 */
public record NetlinkError(Errno errno, Optional<String> text, Optional<String> attribute) {
    public static NetlinkError of(Errno errno) {
        return new NetlinkError(errno, Optional.empty(), Optional.empty());
    }

    /** One line: number, the kernel's text, the attribute. */
    @Override
    public String toString() {
        return errno
                + text.map(t -> ", kernel says: " + t).orElse("")
                + attribute.map(a -> " [" + a + "]").orElse("");
    }
}
