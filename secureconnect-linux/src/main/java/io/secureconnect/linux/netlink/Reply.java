package io.secureconnect.linux.netlink;

import java.util.Optional;

/**
 * The answer to a request that asks for one message.
 *
 * @param value what the kernel said, if it did not refuse
 * @param error the refusal; {@code ENOBUFS} if the answer was lost
 */
public record Reply<T>(Optional<T> value, Optional<NetlinkError> error) {
    static <T> Reply<T> of(T value) {
        return new Reply<>(Optional.of(value), Optional.empty());
    }

    static <T> Reply<T> refused(NetlinkError error) {
        return new Reply<>(Optional.empty(), Optional.of(error));
    }
}
